using DoorFace.Core.Access;
using DoorFace.Core.Audit;
using DoorFace.Core.Door;
using static DoorFace.Core.Tests.Door.DoorBench;

namespace DoorFace.Core.Tests.Door;

/// <summary>The way out: at once, whatever else is going on.</summary>
public class RequestToExitTests
{
    public static TheoryData<string, DoorInput[]> WhateverIsGoingOn() => new()
    {
        { "nothing", [] },
        { "a lock-down", [Ask(new DoorRequest.LockDown())] },
        { "an enrollment", [new DoorInput.EnrollmentSwitched(true)] },
        { "tamper", [new DoorInput.SensorRead(DoorSensor.Tamper, true)] },
        { "a fire", [new DoorInput.SensorRead(DoorSensor.Fire, true)] },
        { "recognition broken", [new DoorInput.FaultRaised(DoorFault.Recognition, "no camera")] },
        { "an audit that is full", [new DoorInput.FaultRaised(DoorFault.AuditFull, "disk full")] },
        { "outputs that failed and came back", [new DoorInput.IoFailed("gone"), new DoorInput.IoRestored(), LetGo] },
        { "a release for a resident", [Grant] },
        { "the same button pressed before", [Pressed, LetGo] },
    };

    [Theory]
    [MemberData(nameof(WhateverIsGoingOn))]
    public void It_releases_at_once_whatever_is_going_on(string what, DoorInput[] before)
    {
        var door = new DoorBench().After(1, Quiet).After(1, before).After(1, Pressed);

        Assert.True(door.IsOn(DoorOutput.Strike), what);
        Assert.Contains(door.Audit, entry => entry.Detail == "RequestToExit");
    }

    [Fact]
    public void It_releases_during_the_pause_after_refused_attempts()
    {
        var door = new DoorBench().After(1, Quiet);
        for (var i = 0; i < AttemptLimiter.MostAttempts; i++)
        {
            door.After(5, Refused);
        }

        Assert.NotNull(door.State.Limiter.PausedUntil);
        Assert.True(door.After(1, Pressed).IsOn(DoorOutput.Strike));
        Assert.NotNull(door.State.Limiter.PausedUntil);
    }

    [Fact]
    public void While_it_is_held_the_strike_stays_released()
    {
        var door = new DoorBench().After(1, Quiet).After(1, Pressed).After(14);
        Assert.True(door.IsOn(DoorOutput.Strike));

        door.After(0, LetGo).After(5);
        Assert.False(door.IsOn(DoorOutput.Strike));
    }

    [Fact]
    public void A_stuck_button_secures_the_strike_and_works_again_after_it_let_go()
    {
        var door = new DoorBench().After(1, Quiet).After(1, Pressed).After(30);
        Assert.False(door.IsOn(DoorOutput.Strike));
        Assert.Contains(AuditKind.RequestToExitStuck, door.Kinds);
        Assert.True(door.After(100).IsOn(DoorOutput.FaultLamp) || door.After(0.2).IsOn(DoorOutput.FaultLamp));

        Assert.True(door.After(1, LetGo, Pressed).IsOn(DoorOutput.Strike));
        Assert.Contains(AuditKind.RequestToExitFreed, door.Kinds);
    }

    [Fact]
    public void A_button_found_pressed_at_the_start_releases_nothing()
    {
        var door = new DoorBench().After(1, Pressed).After(60);

        Assert.DoesNotContain(AuditKind.StrikeReleased, door.Kinds);
        Assert.Contains(new AuditEvent(AuditKind.RequestToExitStuck, "found pressed"), door.Audit);
    }

    [Fact]
    public void In_a_mechanical_handle_it_only_announces_the_opening()
    {
        var door = new DoorBench(new DoorRules { RequestToExitReleases = false }).After(1, Quiet).After(1, Pressed).After(0.5, LetGo, Opened).After(5, Closed);

        Assert.DoesNotContain(AuditKind.StrikeReleased, door.Kinds);
        Assert.DoesNotContain(AuditKind.ForcedOpen, door.Kinds);
        Assert.Contains(AuditKind.ForcedOpen, door.After(6, Opened).Kinds);
    }

    [Fact]
    public void A_lock_down_or_tamper_does_not_take_the_way_out_from_whoever_pressed()
    {
        var door = new DoorBench().After(1, Quiet).After(1, Grant).After(1, Pressed, LetGo)
            .After(0.1, Ask(new DoorRequest.LockDown()), new DoorInput.SensorRead(DoorSensor.Tamper, true));

        Assert.True(door.IsOn(DoorOutput.Strike));
    }
}
