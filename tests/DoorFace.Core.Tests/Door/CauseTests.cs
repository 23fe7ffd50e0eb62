using DoorFace.Core.Audit;
using DoorFace.Core.Door;
using static DoorFace.Core.Tests.Door.DoorBench;

namespace DoorFace.Core.Tests.Door;

/// <summary>Whoever released the strike, and in whatever order: a lock-down or tamper ends what a face or an administrator began, and the way out goes on by its own rule.</summary>
public class CauseTests
{
    private static readonly DoorInput LockDown = Ask(new DoorRequest.LockDown());
    private static readonly DoorInput Tampered = new DoorInput.SensorRead(DoorSensor.Tamper, true);

    public static TheoryData<DoorInput, DoorInput> EntriesAndEnds() => new()
    {
        { Grant, LockDown }, { Grant, Tampered }, { Ask(new DoorRequest.Release()), LockDown }, { Ask(new DoorRequest.Release()), Tampered },
    };

    [Theory]
    [MemberData(nameof(EntriesAndEnds))]
    public void A_press_shields_no_later_release_by_others(DoorInput entry, DoorInput end)
    {
        // Pressed at 1 s: its part ends at 6 s. The other's would have ended at 9.5 s.
        var door = new DoorBench().After(0, Quiet).After(1, Pressed, LetGo).After(3.5, entry).After(1, end);
        Assert.True(door.IsOn(DoorOutput.Strike), "the way out is taken away");

        Assert.True(door.After(0.4).IsOn(DoorOutput.Strike));
        Assert.False(door.After(0.2).IsOn(DoorOutput.Strike), "the press shields what others began");
    }

    [Theory]
    [MemberData(nameof(EntriesAndEnds))]
    public void A_held_button_goes_on_by_its_own_rule_when_what_others_began_is_ended(DoorInput entry, DoorInput end)
    {
        var door = new DoorBench().After(0, Quiet).After(1, Pressed).After(8, entry).After(1, end);
        Assert.True(door.After(15).IsOn(DoorOutput.Strike));

        // Prolonged by five seconds at a time: let go, it ends within those.
        door.After(0, LetGo).After(5);
        Assert.False(door.IsOn(DoorOutput.Strike));
        Assert.Contains(new AuditEvent(AuditKind.StrikeSecured, "its time has passed"), door.Audit);
    }

    [Fact]
    public void A_release_by_others_is_no_request_to_exit_that_a_held_button_prolongs()
    {
        // Stuck since 30 s: the button asks for nothing any more, whoever is let in.
        var door = new DoorBench().After(0, Quiet).After(1, Pressed).After(60, Grant).After(1, LockDown);

        Assert.False(door.IsOn(DoorOutput.Strike));
    }

    [Fact]
    public void What_a_face_began_ends_in_its_own_time_after_the_way_out()
    {
        var door = new DoorBench().After(0, Quiet).After(1, Grant).After(3, Pressed, LetGo);

        Assert.True(door.After(4.9).IsOn(DoorOutput.Strike));
        Assert.False(door.After(0.1).IsOn(DoorOutput.Strike));
    }
}
