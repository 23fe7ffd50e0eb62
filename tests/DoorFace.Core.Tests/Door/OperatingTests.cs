using DoorFace.Core.Access;
using DoorFace.Core.Audit;
using DoorFace.Core.Door;
using static DoorFace.Core.Tests.Door.DoorBench;

namespace DoorFace.Core.Tests.Door;

/// <summary>What an administrator orders, the pause after refused attempts, intent, faults.</summary>
public class OperatingTests
{
    private static readonly DoorInput LockDown = Ask(new DoorRequest.LockDown(TimeSpan.FromMinutes(10)));

    [Fact]
    public void A_lock_down_refuses_faces_until_its_end_time()
    {
        var door = new DoorBench().After(1, LockDown, Grant);
        Assert.Contains(new AuditEvent(AuditKind.ResidentRefused, "LockDown", Alex), door.Audit);
        Assert.True(door.IsOn(DoorOutput.DeniedLamp));

        Assert.True(door.After(600, Grant).IsOn(DoorOutput.Strike));
        Assert.Contains(new AuditEvent(AuditKind.NormalOperation, "LockDown: its end time has come"), door.Audit);
    }

    [Fact]
    public void A_lock_down_survives_a_restart_with_what_is_left_of_it()
    {
        var endsAt = new DateTimeOffset(2026, 5, 1, 18, 0, 0, TimeSpan.Zero);
        var memory = new DoorBench().After(1, Ask(new DoorRequest.LockDown(TimeSpan.FromHours(1), endsAt))).State.Memory;
        Assert.Equal((true, endsAt), (memory.LockDown, memory.LockDownEndsAt));
        Assert.Equal(memory, new DoorBench(memory: memory).After(1, new DoorInput.Shutdown()).State.Memory);

        Assert.False(new DoorBench(memory: memory, lockDownLeft: TimeSpan.FromMinutes(5)).After(299, Grant).IsReleased);
        Assert.True(new DoorBench(memory: memory, lockDownLeft: TimeSpan.FromMinutes(5)).After(300, Grant).IsReleased);
        Assert.True(new DoorBench(memory: memory, lockDownLeft: TimeSpan.Zero).After(1, Grant).IsReleased);
        // Without a trusted clock nobody knows what is left: until an administrator ends it.
        Assert.False(new DoorBench(memory: memory).After(100_000, Grant).IsReleased);
    }

    [Fact]
    public void A_hold_open_lasts_until_its_end_time_and_not_over_a_restart()
    {
        var rules = new DoorRules { LongestEnergisedTime = TimeSpan.FromHours(8) };
        var door = new DoorBench(rules).After(1, Quiet).After(1, Ask(new DoorRequest.HoldOpen(TimeSpan.FromHours(2)))).After(60, Opened).After(7000);
        Assert.True(door.IsOn(DoorOutput.Strike));
        Assert.DoesNotContain(door.Kinds, kind => kind is AuditKind.ForcedOpen or AuditKind.HeldOpen);
        Assert.False(new DoorBench(rules, memory: door.State.Memory).IsReleased);

        Assert.False(door.After(140).IsOn(DoorOutput.Strike));
        Assert.Contains(AuditKind.HeldOpen, door.After(30).Kinds);
    }

    [Fact]
    public void A_hold_open_longer_than_the_coil_may_be_energised_is_refused()
    {
        var door = new DoorBench().After(1, Ask(new DoorRequest.HoldOpen(TimeSpan.FromSeconds(61))));

        Assert.False(door.IsReleased);
        Assert.Contains("Door:LongestEnergisedTime", Assert.Single(door.Audit, entry => entry.Kind == AuditKind.RequestRefused).Detail, StringComparison.Ordinal);
        Assert.True(new DoorBench(new DoorRules { Strike = StrikeType.FailSafe }).After(1, Ask(new DoorRequest.HoldOpen(TimeSpan.FromDays(1)))).IsReleased);
    }

    [Fact]
    public void An_administrator_releases_once_and_is_named()
    {
        var door = new DoorBench().After(1, Ask(new DoorRequest.Release()));

        Assert.Equal(new AuditEvent(AuditKind.StrikeReleased, "Administrator: uid 1000"), door.Audit[^1]);
        Assert.False(door.After(5).IsReleased);
    }

    public static TheoryData<DoorRequest, string> Objections() => new()
    {
        { new DoorRequest.Normal(), "neither" },
        { new DoorRequest.ClearAlarms(), "no tamper or fire alarm" },
        { new DoorRequest.HoldOpen(TimeSpan.Zero), "end time has passed" },
        { new DoorRequest.LockDown(TimeSpan.Zero), "end time has passed" },
    };

    [Theory]
    [MemberData(nameof(Objections))]
    public void A_request_that_cannot_be_met_says_why(DoorRequest request, string why)
    {
        var entry = new DoorBench().After(1, Ask(request)).Audit[^1];

        Assert.Equal(AuditKind.RequestRefused, entry.Kind);
        Assert.Contains(why, entry.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Five_refused_attempts_in_a_minute_pause_faces_and_each_pause_is_twice_as_long_up_to_fifteen_minutes()
    {
        var door = new DoorBench();
        foreach (var pause in (int[])[60, 120, 240, 480, 900, 900])
        {
            for (var i = 0; i < 4; i++)
            {
                door.After(10, Refused);
                Assert.Null(door.State.Limiter.PausedUntil);
            }

            door.After(10, Refused);
            Assert.Contains(new AuditEvent(AuditKind.FacesPaused, $"{pause} s"), door.Audit);
            Assert.False(door.After(pause - 0.1, Grant).IsReleased);
            door.After(0.1);
            Assert.Equal(AuditKind.FacesResumed, door.Audit[^1].Kind);
        }
    }

    [Fact]
    public void A_residents_success_takes_back_attempts_and_pauses()
    {
        var door = new DoorBench();
        for (var i = 0; i < 9; i++)
        {
            // A resident in between, or attempts too far apart: never five within a minute.
            door.After(10, Refused);
            if (i % 4 == 3)
            {
                door.After(1, Grant);
            }
        }

        Assert.DoesNotContain(AuditKind.FacesPaused, door.Kinds);
        Assert.Equal(0, door.State.Limiter.Level);
    }

    [Fact]
    public void A_detector_that_blinks_makes_no_further_attempt_of_one_approach()
    {
        var door = new DoorBench();
        for (var i = 0; i < 20; i++)
        {
            door.After(0.1, Refused);
        }

        Assert.Single(door.State.Limiter.Attempts);
    }

    [Fact]
    public void A_pause_and_attempts_survive_a_restart()
    {
        var door = new DoorBench();
        for (var i = 0; i < 4; i++)
        {
            door.After(10, Refused);
        }

        var restarted = new DoorBench(memory: door.State.Memory).After(10, Refused);
        Assert.NotNull(restarted.State.Limiter.PausedUntil);

        var again = new DoorBench(memory: restarted.State.Memory).After(59.9, Grant);
        Assert.False(again.IsReleased);
        Assert.True(again.After(0.1, Grant).IsReleased);
    }

    [Fact]
    public void With_an_intent_button_a_face_counts_for_some_seconds_after_a_press_only()
    {
        var press = new DoorInput.SensorRead(DoorSensor.IntentButton, true);
        var door = new DoorBench(access: new AccessRules { Intent = IntentRule.Button }).After(1, Quiet).After(1, Grant);
        Assert.Contains(new AuditEvent(AuditKind.ResidentRefused, "NoIntent", Alex), door.Audit);

        Assert.True(door.After(1, press).After(9.9, Grant).IsReleased);
        Assert.False(door.After(60, Grant).IsReleased);
    }

    [Fact]
    public void A_passer_by_leaves_no_entry()
    {
        DoorInput[] passing = [.. new[] { DenialReason.FaceTooSmall, DenialReason.NotFrontal, DenialReason.SeveralFaces }.Select(reason => new DoorInput.AccessDenied(reason, false))];

        Assert.Equal([AuditKind.Started], new DoorBench().After(1, passing).Kinds);
    }

    [Fact]
    public void A_face_that_stays_turned_leaves_an_entry_and_does_not_count_as_an_attempt()
    {
        var denied = new DoorBench().After(1, [.. Enumerable.Repeat(new DoorInput.AccessDenied(DenialReason.NotUpright, false), 9)]);

        Assert.Equal([AuditKind.Started, .. Enumerable.Repeat(AuditKind.AccessDenied, 9)], denied.Kinds);
    }

    [Fact]
    public void Failed_outputs_secure_the_strike_and_the_inputs_are_read_anew()
    {
        var door = new DoorBench().After(1, Quiet).After(1, new DoorInput.CameraSwitched(true)).After(1, Grant).After(1, new DoorInput.IoFailed("line 17 is gone"));
        Assert.Empty(door.Last.Commands);
        Assert.False(door.IsReleased);
        Assert.False(door.State.CameraLampLit);
        Assert.False(door.After(1, Grant).IsReleased);

        door.After(1, new DoorInput.IoRestored());
        Assert.Contains(door.Last.Commands, command => command is { Output: DoorOutput.CameraLamp, Active: true });
        Assert.DoesNotContain(door.Last.Commands, command => command.Output == DoorOutput.Strike);
        Assert.True(door.After(1, Grant).IsOn(DoorOutput.Strike));
    }

    [Fact]
    public void The_camera_lamp_is_lit_for_as_long_as_frames_are_taken()
    {
        var door = new DoorBench().After(1, new DoorInput.CameraSwitched(true));
        Assert.True(door.IsOn(DoorOutput.CameraLamp) && door.State.CameraLampLit && door.IsOn(DoorOutput.ReadyLamp));

        Assert.True(door.After(10_000).IsOn(DoorOutput.CameraLamp));
        Assert.False(door.After(1, new DoorInput.CameraSwitched(false)).IsOn(DoorOutput.CameraLamp));
    }

    [Fact]
    public void A_fault_lights_its_lamp_once_audited_until_mended()
    {
        var broken = new DoorInput.FaultRaised(DoorFault.Recognition, "no camera");
        var door = new DoorBench().After(1, new DoorInput.CameraSwitched(true), broken, broken);

        Assert.True(door.IsOn(DoorOutput.FaultLamp));
        Assert.False(door.IsOn(DoorOutput.ReadyLamp));
        Assert.Equal(new AuditEvent(AuditKind.Fault, "Recognition: no camera"), Assert.Single(door.Audit, entry => entry.Kind == AuditKind.Fault));
        Assert.False(door.After(1, new DoorInput.FaultCleared(DoorFault.Recognition)).IsOn(DoorOutput.FaultLamp));
    }
}
