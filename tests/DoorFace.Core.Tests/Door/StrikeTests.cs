using DoorFace.Core.Audit;
using DoorFace.Core.Door;
using static DoorFace.Core.Tests.Door.DoorBench;

namespace DoorFace.Core.Tests.Door;

/// <summary>Releasing and securing.</summary>
public class StrikeTests
{
    private static readonly DoorRules Rules = new() { LongestEnergisedTime = TimeSpan.FromSeconds(12) };

    [Fact]
    public void A_start_gives_every_output_its_safe_level_whatever_it_was()
    {
        var start = new DoorBench(Rules).Machine.Start(default);

        Assert.Equal(Enum.GetValues<DoorOutput>().Select(output => new DoorCommand(output, false)), start.Commands);
        Assert.Equal(DoorPhase.Secured, new DoorBench(Rules).Phase);
    }

    [Fact]
    public void A_grant_releases_the_strike_for_the_unlock_time()
    {
        var door = new DoorBench(Rules).After(1, Grant);

        Assert.True(door.IsOn(DoorOutput.Strike));
        Assert.True(door.After(4.999).IsOn(DoorOutput.Strike));
        Assert.False(door.After(0.001).IsOn(DoorOutput.Strike));
        Assert.Equal([new AuditEvent(AuditKind.Started), new(AuditKind.StrikeReleased, "Face", Alex), new(AuditKind.StrikeSecured, "its time has passed")], door.Audit);
    }

    [Fact]
    public void The_adapter_is_told_when_to_let_go_by_itself()
    {
        var door = new DoorBench(Rules).After(1, Grant);
        Assert.Equal(door.Now + TimeSpan.FromSeconds(6), door.State.Outputs[(int)DoorOutput.Strike].Until);

        // Never later than the longest energised time: 12 s after the beginning.
        door.After(4, Grant).After(4, Grant);
        Assert.Equal(door.Now + TimeSpan.FromSeconds(4), door.State.Outputs[(int)DoorOutput.Strike].Until);
    }

    [Fact]
    public void A_further_grant_starts_the_unlock_time_anew()
    {
        var door = new DoorBench(Rules).After(1, Grant).After(3, Grant).After(4.9);

        Assert.True(door.IsOn(DoorOutput.Strike));
        Assert.False(door.After(0.1).IsOn(DoorOutput.Strike));
        Assert.Contains(new AuditEvent(AuditKind.ReleaseExtended, "Face", Alex), door.Audit);
    }

    [Fact]
    public void Grants_never_hold_the_strike_beyond_its_longest_energised_time()
    {
        var door = new DoorBench(Rules).After(1, Grant).After(4, Grant).After(4, Grant).After(3.999);

        Assert.True(door.IsOn(DoorOutput.Strike));
        Assert.False(door.After(0.001).IsOn(DoorOutput.Strike));
    }

    [Fact]
    public void A_refusal_does_not_take_the_door_from_whoever_was_let_in()
    {
        Assert.True(new DoorBench(Rules).After(1, Grant).After(1, Refused).IsOn(DoorOutput.Strike));
    }

    [Fact]
    public void Whatever_comes_first_secures_a_strike_whose_timer_is_late()
    {
        Assert.False(new DoorBench(Rules).After(1, Grant).Late(6, Refused).IsOn(DoorOutput.Strike));
    }

    [Fact]
    public void A_grant_after_a_late_timer_is_a_release_of_its_own()
    {
        var door = new DoorBench(Rules).After(1, Grant).Late(6, Grant);

        Assert.Equal([false, true], door.Last.Commands.Where(command => command.Output == DoorOutput.Strike).Select(command => command.Active));
        Assert.Equal([AuditKind.StrikeReleased, AuditKind.StrikeSecured, AuditKind.StrikeReleased], door.Kinds.Skip(1));
    }

    [Theory]
    [InlineData(RelockRule.WhenOpened, 2, 2)]
    [InlineData(RelockRule.WhenOpened, 0.2, 1)]
    [InlineData(RelockRule.WhenClosed, 2, 3)]
    [InlineData(RelockRule.AfterUnlockTime, 2, 5)]
    public void The_release_ends_by_its_rule_but_never_before_the_minimum_pulse(RelockRule relock, double openedAfter, double securedAfter)
    {
        var door = new DoorBench(Rules with { Relock = relock }).After(1, Quiet).After(1, Grant);
        var granted = door.Now;

        door.After(openedAfter, Opened).After(1, Closed).After(10);

        var audit = door.Audit.FindIndex(entry => entry.Kind == AuditKind.StrikeSecured);
        Assert.True(audit > 0);
        var replay = new DoorBench(Rules with { Relock = relock }).After(1, Quiet).After(1, Grant);
        Assert.True(Play(replay, openedAfter, securedAfter - 0.01).IsOn(DoorOutput.Strike), "secured too early");
        replay = new DoorBench(Rules with { Relock = relock }).After(1, Quiet).After(1, Grant);
        Assert.False(Play(replay, openedAfter, securedAfter).IsOn(DoorOutput.Strike), "secured too late");
        Assert.Equal(granted, replay.Now - TimeSpan.FromSeconds(securedAfter));
    }

    [Fact]
    public void A_fail_safe_strike_is_energised_to_lock_and_for_as_long_as_it_is_locked()
    {
        var door = new DoorBench(new DoorRules { Strike = StrikeType.FailSafe });
        Assert.Equal(new DoorCommand(DoorOutput.Strike, true), door.State.Outputs[(int)DoorOutput.Strike]);

        Assert.True(door.After(3600).IsOn(DoorOutput.Strike));
        Assert.False(door.After(1, Grant).IsOn(DoorOutput.Strike));
        Assert.True(door.After(5).IsOn(DoorOutput.Strike));
    }

    [Theory]
    [InlineData(StrikeType.FailSecure)]
    [InlineData(StrikeType.FailSafe)]
    public void Shutdown_takes_the_current_from_every_output_and_is_final(StrikeType strike)
    {
        var door = new DoorBench(new DoorRules { Strike = strike }).After(1, new DoorInput.CameraSwitched(true), Grant).After(1, new DoorInput.Shutdown());

        Assert.All(Enum.GetValues<DoorOutput>(), output => Assert.False(door.IsOn(output)));
        Assert.Null(door.WakeAt);
        door.After(1, Grant, Pressed);
        Assert.False(door.IsOn(DoorOutput.Strike));
        Assert.Contains(new AuditEvent(AuditKind.ResidentRefused, "ShuttingDown", Alex), door.Audit);
        // What that means for the lock is said as it is.
        Assert.Equal(strike == StrikeType.FailSafe, door.IsReleased);
    }

    private static DoorBench Play(DoorBench door, double openedAfter, double until)
    {
        if (until < openedAfter)
        {
            return door.After(until);
        }

        door.After(openedAfter, Opened);
        return until < openedAfter + 1 ? door.After(until - openedAfter) : door.After(1, Closed).After(until - openedAfter - 1);
    }
}
