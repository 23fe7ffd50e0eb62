using DoorFace.Core.Audit;
using DoorFace.Core.Door;
using static DoorFace.Core.Tests.Door.DoorBench;

namespace DoorFace.Core.Tests.Door;

/// <summary>Forced open, held open, tamper and fire.</summary>
public class AlarmTests
{
    private static readonly DoorInput Tampered = new DoorInput.SensorRead(DoorSensor.Tamper, true);
    private static readonly DoorInput TamperQuiet = new DoorInput.SensorRead(DoorSensor.Tamper, false);
    private static readonly DoorInput Burning = new DoorInput.SensorRead(DoorSensor.Fire, true);
    private static readonly DoorInput FireQuiet = new DoorInput.SensorRead(DoorSensor.Fire, false);
    private static readonly DoorInput Clear = Ask(new DoorRequest.ClearAlarms());

    [Fact]
    public void An_opening_without_a_release_is_forced_until_the_door_closes()
    {
        var door = new DoorBench().After(1, Quiet).After(60, Opened);
        Assert.Contains(AuditKind.ForcedOpen, door.Kinds);
        Assert.True(door.IsOn(DoorOutput.AlarmLamp));
        Assert.True(door.IsOn(DoorOutput.Buzzer));

        door.After(600);
        Assert.DoesNotContain(AuditKind.HeldOpen, door.Kinds);
        Assert.NotNull(door.State.ForcedOpenSince);
        Assert.False(door.IsOn(DoorOutput.Buzzer), "the siren sounds for three minutes at most");

        door.After(1, Closed).After(1);
        Assert.Contains(AuditKind.ForcedOpenEnded, door.Kinds);
        Assert.False(door.IsOn(DoorOutput.AlarmLamp));
    }

    [Theory]
    [InlineData(4.9, false)]
    [InlineData(5.9, false)]
    [InlineData(6.1, true)]
    public void An_opening_is_rightful_while_released_and_for_a_moment_after(double afterGrant, bool forced)
    {
        var door = new DoorBench().After(1, Quiet).After(1, Grant).After(afterGrant, Opened);

        Assert.Equal(forced, door.Kinds.Contains(AuditKind.ForcedOpen));
    }

    [Fact]
    public void A_door_left_open_warns_then_alarms_until_it_closes()
    {
        var door = new DoorBench().After(1, Quiet).After(1, Grant).After(1, Opened).After(24.9);
        Assert.False(door.IsOn(DoorOutput.Buzzer));
        Assert.True(door.After(0.15).IsOn(DoorOutput.Buzzer), "warns 5 s before");
        Assert.DoesNotContain(AuditKind.HeldOpen, door.Kinds);

        door.After(4.95);
        Assert.Contains(AuditKind.HeldOpen, door.Kinds);
        Assert.True(door.IsOn(DoorOutput.AlarmLamp));

        Assert.Contains(AuditKind.HeldOpenEnded, door.After(100, Closed).Kinds);
        Assert.False(door.After(1).IsOn(DoorOutput.AlarmLamp));
    }

    [Fact]
    public void A_further_resident_restarts_the_held_open_time()
    {
        var door = new DoorBench().After(1, Quiet).After(1, Grant).After(1, Opened).After(20, Grant).After(29.9);

        Assert.DoesNotContain(AuditKind.HeldOpen, door.Kinds);
        Assert.Contains(AuditKind.HeldOpen, door.After(0.1).Kinds);
    }

    [Fact]
    public void A_door_found_open_at_the_start_is_not_forced_but_may_be_held_open()
    {
        var door = new DoorBench().After(1, Opened).After(30);

        Assert.DoesNotContain(AuditKind.ForcedOpen, door.Kinds);
        Assert.Contains(AuditKind.HeldOpen, door.Kinds);
    }

    [Fact]
    public void Without_a_door_position_switch_there_is_neither_alarm()
    {
        var door = new DoorBench().After(1, Grant).After(1000);

        Assert.DoesNotContain(door.Kinds, kind => kind is AuditKind.ForcedOpen or AuditKind.HeldOpen);
    }

    [Fact]
    public void Tamper_refuses_faces_until_an_administrator_clears_it_with_the_housing_shut()
    {
        var door = new DoorBench().After(1, Quiet).After(1, Tampered, Grant);
        Assert.False(door.IsOn(DoorOutput.Strike));
        Assert.Contains(new AuditEvent(AuditKind.ResidentRefused, "Tamper", Alex), door.Audit);

        Assert.Contains("still open", door.After(1, Clear).Audit[^1].Detail, StringComparison.Ordinal);
        Assert.Equal(DoorPhase.FacesRefused, door.After(1, TamperQuiet).Phase);
        Assert.Contains(new AuditEvent(AuditKind.TamperCleared, "uid 1000"), door.After(1, Clear).Audit);
        Assert.True(door.After(1, Grant).IsOn(DoorOutput.Strike));
    }

    [Fact]
    public void Tamper_ends_what_a_face_or_an_administrator_began()
    {
        Assert.False(new DoorBench().After(1, Quiet).After(1, Grant).After(1, Tampered).IsReleased);
        Assert.False(new DoorBench().After(1, Quiet).After(1, Ask(new DoorRequest.HoldOpen(TimeSpan.FromSeconds(60)))).After(1, Tampered).IsReleased);
    }

    [Fact]
    public void Tamper_and_fire_survive_a_restart()
    {
        var memory = new DoorBench().After(1, Quiet).After(1, Tampered, TamperQuiet, Burning, FireQuiet).State.Memory;

        var door = new DoorBench(memory: memory).After(1, Quiet).After(1, Grant);

        Assert.False(door.IsOn(DoorOutput.Strike));
        Assert.True(door.IsOn(DoorOutput.AlarmLamp));
        Assert.True(door.After(1, Clear).After(0, Grant).IsOn(DoorOutput.Strike));
    }

    [Fact]
    public void Fire_releases_a_fail_safe_strike_until_cleared_and_survives_a_restart()
    {
        var rules = new DoorRules { Strike = StrikeType.FailSafe };
        var door = new DoorBench(rules).After(1, Quiet).After(1, Burning).After(3600, FireQuiet).After(3600);
        Assert.False(door.IsOn(DoorOutput.Strike));
        Assert.Equal(DoorPhase.Evacuation, door.Phase);
        Assert.Contains(new AuditEvent(AuditKind.StrikeReleased, "Fire"), door.Audit);

        Assert.False(new DoorBench(rules, memory: door.State.Memory).IsOn(DoorOutput.Strike));
        Assert.True(door.After(1, Clear).IsOn(DoorOutput.Strike));
    }

    [Fact]
    public void Fire_does_not_energise_a_fail_secure_strike()
    {
        var door = new DoorBench().After(1, Quiet).After(1, Burning);

        Assert.False(door.IsOn(DoorOutput.Strike));
        Assert.True(door.IsOn(DoorOutput.AlarmLamp));
    }
}
