using DoorFace.Core.Access;
using DoorFace.Core.Audit;
using DoorFace.Core.Door;
using DoorFace.Core.Time;

namespace DoorFace.Core.Tests.Door;

/// <summary>A start waits for nothing that is stored: the way out works from the first instant, and what is remembered comes as an input like any other.</summary>
public class StartTests
{
    private static readonly DoorStateMachine Machine = new(new DoorRules(), new AccessRules());
    private static readonly MonotonicInstant Now = new(TimeSpan.FromSeconds(100));

    [Fact]
    public void Until_its_memory_is_known_only_the_way_out_releases()
    {
        var state = Read(Start(), DoorSensor.RequestToExit, false);

        Assert.Equal(DenialReason.MemoryUnknown, Machine.Conditions.RefusalOf(state));
        Assert.False(Released(Take(state, DoorBench.Grant)));
        Assert.False(Released(Take(state, DoorBench.Ask(new DoorRequest.Release()))));
        Assert.False(Released(Take(state, DoorBench.Ask(new DoorRequest.HoldOpen(TimeSpan.FromSeconds(9))))));
        Assert.True(Released(Read(state, DoorSensor.RequestToExit, true)));
    }

    [Fact]
    public void It_has_started_when_its_memory_is_known_and_a_resident_enters()
    {
        var step = Machine.Step(Start(), new DoorInput.MemoryLoaded(new DoorMemory(), null, "the first start"), Now);

        Assert.Equal([new AuditEvent(AuditKind.Started, "the first start")], step.Events);
        Assert.Null(Machine.Conditions.RefusalOf(step.State));
        Assert.True(Released(Take(step.State, DoorBench.Grant)));
    }

    [Fact]
    public void What_is_remembered_takes_back_nothing_that_has_happened_since()
    {
        var state = Read(Read(Start(), DoorSensor.Tamper, true), DoorSensor.Fire, true);
        state = Take(state, DoorBench.Ask(new DoorRequest.LockDown()));

        state = Take(state, new DoorInput.MemoryLoaded(new DoorMemory(LockDown: true), TimeSpan.FromSeconds(5)));

        Assert.Equal(new DoorMemory(Tamper: true, Fire: true, LockDown: true), state.Memory);
    }

    [Fact]
    public void A_memory_that_could_be_read_after_all_adds_what_it_holds_and_does_not_start_the_door_again()
    {
        var state = Take(Start(), new DoorInput.MemoryLoaded(new DoorMemory(RefusedAttempts: 2)));
        state = Take(state, DoorBench.Ask(new DoorRequest.HoldOpen(TimeSpan.FromSeconds(9))));

        var step = Machine.Step(state, new DoorInput.MemoryLoaded(new DoorMemory(LockDown: true, PauseLevel: 2, FacesPaused: true)), Now);

        Assert.False(Released(step.State));
        Assert.Equal(new DoorMemory(LockDown: true, PauseLevel: 2, FacesPaused: true), step.State.Memory);
        Assert.DoesNotContain(step.Events, entry => entry.Kind == AuditKind.Started);
    }

    [Fact]
    public void A_remembered_lock_down_does_not_end_the_release_of_who_is_on_the_way_out()
    {
        var state = Read(Read(Start(), DoorSensor.RequestToExit, false), DoorSensor.RequestToExit, true);

        state = Take(state, new DoorInput.MemoryLoaded(new DoorMemory(Tamper: true, LockDown: true)));

        Assert.True(Released(state));
        Assert.Equal(DenialReason.Tamper, Machine.Conditions.RefusalOf(state));
    }

    private static DoorState Start() => Machine.Start(Now).State;

    private static DoorState Take(DoorState state, DoorInput input) => Machine.Step(state, input, Now).State;

    private static DoorState Read(DoorState state, DoorSensor sensor, bool active) => Take(state, new DoorInput.SensorRead(sensor, active));

    private static bool Released(DoorState state) => Machine.Conditions.IsReleased(state);
}
