using DoorFace.Core.Access;
using DoorFace.Core.Audit;
using DoorFace.Core.Door;
using static DoorFace.Core.Tests.Door.DoorBench;

namespace DoorFace.Core.Tests.Door;

/// <summary>No coil burns: however often somebody asks, it has its pauses. By default it may be energised for 60 s at once and for a quarter of the time.</summary>
public class CoilTests
{
    private static readonly DoorRules Twenty = new() { LongestEnergisedTime = TimeSpan.FromSeconds(20) };

    public static TheoryData<string, DoorInput[]> WhoAsks() => new()
    {
        { "the button", [Pressed, LetGo] }, { "a face", [Grant] }, { "an administrator", [Ask(new DoorRequest.Release())] },
    };

    [Theory]
    [MemberData(nameof(WhoAsks))]
    public void One_request_a_second_energises_for_the_duty_cycle_of_the_time(string who, DoorInput[] request)
    {
        var (door, energised) = (new DoorBench().After(0, Quiet), TimeSpan.Zero);
        for (var second = 0; second < 600; second++)
        {
            door.After(1, request);
            energised += EnergisedUntil(door, 0.999) + TimeSpan.FromMilliseconds(1);
            door.After(0);
        }

        // 60 s at once, of which the last is still to cool down; and a quarter of ten minutes.
        Assert.True(energised <= TimeSpan.FromSeconds(60 + (600 * 2 / 4) + 5), $"{who}: energised for {energised} of twenty minutes.");
        Assert.True(energised >= TimeSpan.FromSeconds(100), $"{who}: energised for {energised} of twenty minutes only.");
    }

    [Fact]
    public void A_face_waits_until_there_is_room_for_the_whole_unlock_time_and_is_told_why()
    {
        // 20 s at once, then three seconds' rest for each second.
        var door = new DoorBench(Twenty).After(0, Quiet).After(1, Grant).After(4, Grant).After(4, Grant).After(4, Grant).After(4, Grant).After(4, Grant);
        Assert.False(door.IsReleased);
        Assert.Contains(new AuditEvent(AuditKind.ResidentRefused, nameof(DenialReason.StrikeCooling), Alex), door.Audit);
        Assert.Equal(DenialReason.StrikeCooling, door.Machine.Conditions.RefusalOf(door.State));
        Assert.True(door.After(0.1).IsOn(DoorOutput.DeniedLamp));
        Assert.Equal(door.Now + TimeSpan.FromSeconds(14.9), door.Machine.Conditions.CooledAt(door.State));

        door.After(0, Ask(new DoorRequest.Release()));
        Assert.Contains("for another 00:00:15", door.Audit[^1].Detail, StringComparison.Ordinal);
        Assert.False(door.After(14.8, Grant).IsReleased);
        Assert.True(door.After(0.1, Grant).IsReleased);
    }

    [Fact]
    public void The_way_out_waits_for_the_minimum_pulse_only()
    {
        var door = new DoorBench(Twenty).After(0, Quiet).After(1, Grant).After(4, Grant).After(4, Grant).After(4, Grant).After(4, Grant).After(4, Pressed, LetGo);
        Assert.False(door.IsReleased);

        Assert.False(door.After(2.9).IsReleased);
        Assert.True(door.After(0.1).IsOn(DoorOutput.Strike));
        Assert.Equal(new AuditEvent(AuditKind.StrikeReleased, "RequestToExit"), door.Audit[^1]);
        Assert.True(door.After(0.9).IsOn(DoorOutput.Strike));
        Assert.False(door.After(0.1).IsOn(DoorOutput.Strike));
    }

    [Fact]
    public void A_held_button_that_the_coil_ended_is_met_in_pulses_until_it_is_let_go_or_stuck()
    {
        var door = new DoorBench(Twenty with { LongestRequestToExit = TimeSpan.FromSeconds(60) }).After(0, Quiet).After(1, Pressed).After(20);
        Assert.False(door.IsReleased);

        Assert.True(door.After(3).IsReleased);
        Assert.False(door.After(1).IsReleased);
        Assert.True(door.After(3).IsReleased);
        door.After(1, LetGo).After(10);
        Assert.False(door.IsReleased);
        var releases = door.Kinds.Count(kind => kind == AuditKind.StrikeReleased);
        Assert.Equal(releases, door.After(100).Kinds.Count(kind => kind == AuditKind.StrikeReleased));
    }

    [Fact]
    public void The_way_out_never_waits_with_a_strike_for_continuous_duty()
    {
        var door = new DoorBench(Twenty with { DutyCycle = 100 }).After(0, Quiet);
        for (var second = 0; second < 300; second++)
        {
            Assert.True(door.After(1, Pressed, LetGo).IsOn(DoorOutput.Strike));
        }
    }

    [Fact]
    public void A_timer_that_is_late_does_not_make_the_coil_warmer_than_it_became()
    {
        var door = new DoorBench(Twenty).After(0, Quiet).After(1, Grant).Late(3600, new DoorInput.TimerElapsed());

        Assert.True(door.Machine.Conditions.CooledAt(door.State) - door.Now <= TimeSpan.FromSeconds(15));
    }

    [Fact]
    public void A_hold_open_needs_room_in_the_coil()
    {
        var hold = Ask(new DoorRequest.HoldOpen(TimeSpan.FromSeconds(18)));
        var door = new DoorBench(Twenty).After(0, Quiet).After(1, Grant).After(5, hold);
        Assert.Contains("cooled down", Assert.Single(door.Audit, entry => entry.Kind == AuditKind.RequestRefused).Detail, StringComparison.Ordinal);

        Assert.Equal(DoorPhase.HoldOpen, door.After(9, hold).Phase);
    }

    [Fact]
    public void A_fail_safe_strike_needs_no_pause()
    {
        var door = new DoorBench(Twenty with { Strike = StrikeType.FailSafe });
        for (var second = 0; second < 300; second += 5)
        {
            Assert.True(door.After(5, Grant).IsReleased);
        }
    }

    private static TimeSpan EnergisedUntil(DoorBench door, double seconds)
    {
        var (energised, end) = (TimeSpan.Zero, door.Now + TimeSpan.FromSeconds(seconds));
        while (door.Now < end)
        {
            var (on, from) = (door.IsOn(DoorOutput.Strike), door.Now);
            var next = door.WakeAt is { } wake && wake < end ? wake : end;
            door.After((next - door.Now).TotalSeconds);
            energised += on ? door.Now - from : TimeSpan.Zero;
        }

        return energised;
    }
}
