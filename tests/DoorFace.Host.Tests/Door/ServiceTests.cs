using DoorFace.Core.Access;
using DoorFace.Core.Audit;
using DoorFace.Core.Door;
using DoorFace.Host.Control;

namespace DoorFace.Host.Tests.Door;

/// <summary>The whole service at the door: what reaches the lines, what outlives it, what administrators can ask.</summary>
public class ServiceTests
{
    private static readonly DoorInput Refused = new DoorInput.AccessDenied(DenialReason.BelowThreshold, IsAttempt: true);

    [Fact]
    public async Task No_output_is_ever_active_before_the_service_wants_it()
    {
        await using var unit = await new BenchUnit().StartedAsync();

        var outputs = Enum.GetValues<DoorOutput>().Select(unit.LineOf).ToHashSet();
        var first = unit.Gpio.Journal.Where(change => outputs.Contains(change.Line) && change.Line != unit.LineOf(DoorOutput.EnrollLamp)).Select(change => change.Line).ToList();
        // The camera's lamp is the first thing that is switched on, but for the one that says that nobody is administrator yet, and was lit when the camera started.
        Assert.Equal(unit.LineOf(DoorOutput.CameraLamp), first[0]);
        Assert.Equal([true], unit.LampAtStart);
        Assert.DoesNotContain(unit.LineOf(DoorOutput.Strike), first);
    }

    [Fact]
    public async Task The_button_inside_releases_and_the_door_contact_is_heard()
    {
        await using var unit = await new BenchUnit().StartedAsync();

        await unit.AssertWayOutAsync();
        unit.Put(DoorSensor.DoorPosition, active: true);
        await unit.UntilAuditedAsync(AuditKind.DoorOpened);
        unit.Put(DoorSensor.DoorPosition, active: false);
        await unit.UntilAsync(() => unit.View.State.Position == DoorPosition.Closed, "the door is known to be shut");
        await unit.UntilAsync(() => unit.View.State.AuthorisedUntil is { } until && until.SinceOrigin < TimeSpan.FromTicks(unit.Clock.GetTimestamp()), "the grace is over");
        unit.Put(DoorSensor.DoorPosition, active: true);
        await unit.UntilAuditedAsync(AuditKind.ForcedOpen);
        Assert.True(unit.IsOn(DoorOutput.AlarmLamp) || unit.IsOn(DoorOutput.Buzzer));
    }

    [Fact]
    public async Task Stopping_takes_the_current_from_every_output_and_says_so_in_the_audit()
    {
        await using var unit = await new BenchUnit().StartedAsync();
        await unit.GrantAsync();
        Assert.True(unit.IsOn(DoorOutput.Strike));

        await unit.StopAsync();

        Assert.All(Enum.GetValues<DoorOutput>(), output => Assert.False(unit.IsOn(output), $"{output}"));
        Assert.Equal([nameof(AuditKind.StrikeSecured), nameof(AuditKind.Stopped)], unit.Entries().TakeLast(2).Select(entry => entry.Kind).Order().Reverse());
        Assert.False(File.Exists(unit.Socket));
    }

    [Fact]
    public async Task Tamper_lock_down_and_the_pause_outlive_the_service()
    {
        await using var unit = await new BenchUnit().StartedAsync();
        unit.Put(DoorSensor.Tamper, active: true);
        await unit.UntilAuditedAsync(AuditKind.Tamper);
        unit.Put(DoorSensor.Tamper, active: false);
        await unit.UntilAuditedAsync(AuditKind.TamperQuiet);
        await unit.AskAsync(new DoorRequest.LockDown(TimeSpan.FromHours(1), unit.Clock.GetUtcNow() + TimeSpan.FromHours(1)));
        for (var i = 0; i < AttemptLimiter.MostAttempts; i++)
        {
            await unit.Inbox.AskAsync(Refused);
            unit.Clock.Advance(AttemptLimiter.Spacing);
        }

        await unit.StopAsync();
        await unit.StartedAsync();

        var state = unit.View.State;
        Assert.True(state is { TamperSince: not null, Mode.Kind: OperatingModeKind.LockDown, Limiter.PausedUntil: not null });
        Assert.InRange((state.Mode.Until!.Value - state.Mode.Since).TotalMinutes, 58, 60);
        await unit.AssertWayOutAsync();
    }

    [Fact]
    public async Task A_lock_down_of_a_year_leaves_the_way_out_working_and_outlives_the_service()
    {
        await using var unit = await new BenchUnit().StartedAsync();
        await unit.AskAsync(new DoorRequest.LockDown(TimeSpan.FromDays(365), unit.Clock.GetUtcNow() + TimeSpan.FromDays(365)));
        await unit.AssertWayOutAsync();
        await unit.StopAsync();

        await unit.StartedAsync();

        await unit.AssertWayOutAsync();
        Assert.Equal(OperatingModeKind.LockDown, unit.View.State.Mode.Kind);
    }

    [Fact]
    public async Task A_clock_that_could_not_be_trusted_is_not_trusted_after_a_restart_either()
    {
        await using var unit = await new BenchUnit().StartedAsync();
        unit.Clock.Jump = TimeSpan.FromDays(365);
        await unit.UntilAuditedAsync(AuditKind.Fault, "Clock: ");
        await unit.StopAsync();

        await unit.StartedAsync();

        await unit.UntilAsync(() => unit.View.State.Faults.ContainsKey(DoorFault.Clock), "the clock is not trusted");
        Assert.True(unit.Control(new ControlRequest(ControlRequest.CurrentVersion, ControlCommands.ConfirmClock)).Done);
        await unit.UntilAsync(() => unit.View.State.Faults.IsEmpty, "it is trusted again");
    }

    [Fact]
    public async Task A_lock_down_has_no_end_after_a_restart_with_a_clock_that_cannot_be_trusted()
    {
        await using var unit = await new BenchUnit().StartedAsync();
        await unit.AskAsync(new DoorRequest.LockDown(TimeSpan.FromHours(1), unit.Clock.GetUtcNow() + TimeSpan.FromHours(1)));
        await unit.UntilAuditedAsync(AuditKind.LockDown);
        await unit.StopAsync();

        unit.Clock.Jump = TimeSpan.FromDays(-100);
        await unit.StartedAsync();

        Assert.True(unit.View.State.Mode is { Kind: OperatingModeKind.LockDown, Until: null });
    }

    [Fact]
    public async Task Administrators_are_answered_and_named_by_the_kernel()
    {
        await using var unit = await new BenchUnit().StartedAsync();

        Assert.True(unit.Control(new ControlRequest(ControlRequest.CurrentVersion, ControlCommands.Release)).Done);
        await unit.UntilAuditedAsync(AuditKind.StrikeReleased, $"Administrator: uid {Uid()}");
        Assert.Contains("Door:LongestEnergisedTime", unit.Control(new ControlRequest(ControlRequest.CurrentVersion, ControlCommands.HoldOpen, 3600)).Message, StringComparison.Ordinal);
        Assert.False(unit.Control(new ControlRequest(ControlRequest.CurrentVersion, ControlCommands.ClearAlarm)).Done);
        Assert.False(unit.Control(new ControlRequest(1, ControlCommands.Release)).Done);
        Assert.False(unit.Control(new ControlRequest(ControlRequest.CurrentVersion, "open sesame")).Done);
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(unit.Socket) ==
            (UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite));
    }

    private static string Uid() => File.ReadLines("/proc/self/status").Single(line => line.StartsWith("Uid:", StringComparison.Ordinal)).Split('\t')[1];
}
