using System.Device.Gpio;
using DoorFace.Core.Audit;
using DoorFace.Core.Door;
using DoorFace.Device.Tests.Gpio;
using DoorFace.Host.Control;

namespace DoorFace.SystemTests.Gpio;

/// <summary>What the whole program does at the door, seen from outside its pins.</summary>
[Collection(nameof(KernelChip))]
[Trait("Category", "Gpio")]
[TestClass(DisableParallelization = true)]
public sealed class DoorTests
{
    private const int Edges = 10_000;

    [Fact]
    public async Task Request_to_exit_releases_the_strike_which_shows_no_other_pulse_from_start_to_stop()
    {
        await using var unit = new KernelUnit();
        using var trace = new GpioTrace();

        await unit.StartAsync();
        Assert.NotEmpty(trace.LevelsSet(unit.StrikeInRecord));
        Assert.DoesNotContain(PinValue.High, trace.LevelsSet(unit.StrikeInRecord));
        await unit.UntilAuditedAsync(AuditKind.Fault, $"{DoorFault.Recognition}");
        await unit.UntilAsync(() => unit.IsOn(DoorOutput.FaultLamp), "the fault lamp says that no face is looked at");

        unit.Put(DoorSensor.RequestToExit, active: true);
        await unit.UntilAsync(() => unit.IsOn(DoorOutput.Strike), "the strike is released");
        Assert.Equal((DoorPhase.Released, true), (unit.Status.Phase, unit.Status.Released));
        await unit.UntilAsync(() => unit.IsOn(DoorOutput.GrantedLamp), "the lamp says so");
        unit.Put(DoorSensor.RequestToExit, active: false);
        await unit.UntilAsync(() => !unit.IsOn(DoorOutput.Strike), "the strike is secured");
        Assert.Equal((DoorPhase.Secured, false), (unit.Status.Phase, unit.Status.Released));

        Assert.Equal(0, await unit.StopAsync());
        unit.AssertOutputsAreSafe();
        Assert.Equal([PinValue.Low, PinValue.High, PinValue.Low], Changes(trace.LevelsSet(unit.StrikeInRecord)));
        var strike = unit.Entries().Where(entry => entry.Kind.StartsWith("Strike", StringComparison.Ordinal)).ToList();
        Assert.Equal(["StrikeReleased RequestToExit", "StrikeSecured its time has passed"], strike.Select(entry => $"{entry.Kind} {entry.Detail}"));
        // Entries are stamped once their commands are on the lines, the first later than the second on a cold start.
        Assert.True(strike[1].SinceStart - strike[0].SinceStart > new DoorRules().UnlockTime / 2, "It was released for the unlock time.");
        Assert.Equal(nameof(AuditKind.Stopped), unit.Entries()[^1].Kind);
    }

    [Fact]
    public async Task A_forced_door_alarms_until_it_is_closed()
    {
        await using var unit = new KernelUnit();
        await unit.StartAsync();

        unit.Put(DoorSensor.DoorPosition, active: true);
        await unit.UntilAsync(() => unit.IsOn(DoorOutput.AlarmLamp) && unit.IsOn(DoorOutput.Buzzer), "lamp and buzzer alarm");
        Assert.Equal((DoorPosition.Open, "forced open"), (unit.Status.Position, Assert.Single(unit.Status.Alarms)));
        Assert.False(unit.IsOn(DoorOutput.Strike));

        unit.Put(DoorSensor.DoorPosition, active: false);
        await unit.UntilAuditedAsync(AuditKind.ForcedOpenEnded);
        await unit.UntilAsync(() => !unit.IsOn(DoorOutput.AlarmLamp) && !unit.IsOn(DoorOutput.Buzzer), "the alarm ends");
        Assert.Empty(unit.Status.Alarms);
    }

    [Fact]
    public async Task Tamper_outlives_a_restart_until_an_administrator_clears_it()
    {
        await using var unit = new KernelUnit();
        await unit.StartAsync();
        unit.Put(DoorSensor.Tamper, active: true);
        await unit.UntilAsync(() => unit.IsOn(DoorOutput.AlarmLamp), "the lamp alarms");
        unit.Put(DoorSensor.Tamper, active: false);
        await unit.UntilAuditedAsync(AuditKind.TamperQuiet);

        Assert.Equal(0, await unit.StopAsync());
        unit.AssertOutputsAreSafe();
        await unit.StartAsync();

        Assert.Equal("tamper", Assert.Single(unit.Status.Alarms));
        await unit.UntilAsync(() => unit.IsOn(DoorOutput.AlarmLamp), "the lamp alarms again");
        var release = await unit.RunAsync("door", "release");
        Assert.Equal(1, release.ExitCode);
        Assert.Contains("the tamper alarm must be cleared first", Assert.Single(release.Errors), StringComparison.Ordinal);
        Assert.False(unit.IsOn(DoorOutput.Strike));
        Assert.Equal(0, (await unit.RunAsync("door", "clear-alarm")).ExitCode);
        await unit.UntilAsync(() => !unit.IsOn(DoorOutput.AlarmLamp) && unit.Status.Alarms.Count == 0, "the alarm ends");
    }

    [Fact]
    public async Task An_administrator_locks_down_and_holds_open()
    {
        await using var unit = new KernelUnit();
        await unit.StartAsync();

        Assert.Equal(0, (await unit.RunAsync("door", "lock-down")).ExitCode);
        await unit.UntilAsync(() => unit.IsOn(DoorOutput.DeniedLamp), "the lamp says that faces are refused");
        Assert.Equal(DoorPhase.FacesRefused, unit.Status.Phase);
        await unit.AssertWayOutAsync();

        Assert.True(unit.Ask(ControlCommands.Normal).Done);
        Assert.Equal(0, (await unit.RunAsync("door", "hold-open", "--for", "00:00:50")).ExitCode);
        Assert.True(unit.IsOn(DoorOutput.Strike), "What was done is on the line before the command ends.");
        var status = await unit.RunAsync("status", "--json");
        Assert.Contains("\"phase\":\"HoldOpen\",\"released\":true", string.Concat(status.Output), StringComparison.Ordinal);
        Assert.True(unit.IsOn(DoorOutput.Strike));

        Assert.Equal(0, (await unit.RunAsync("door", "normal")).ExitCode);
        Assert.False(unit.IsOn(DoorOutput.Strike));
        await unit.UntilAsync(DoorPhase.Secured);
    }

    [Fact]
    public async Task Ten_thousand_edges_leave_the_way_out_working()
    {
        await using var unit = new KernelUnit();
        await unit.StartAsync();

        for (var edge = 0; edge < Edges; edge++)
        {
            unit.Put(DoorSensor.RequestToExit, active: edge % 2 == 0);
        }

        Assert.Null(unit.Ask(ControlCommands.Status).Status!.Faults.FirstOrDefault(fault => fault != nameof(DoorFault.Recognition)));
        await unit.UntilAsync(() => !unit.IsOn(DoorOutput.Strike), "the strike is secured, if the bouncing released it");
        await unit.UntilAsync(DoorPhase.Secured);
        await unit.AssertWayOutAsync();
    }

    private static List<PinValue> Changes(IReadOnlyList<PinValue> levels) => [.. levels.Where((level, i) => i == 0 || level != levels[i - 1])];
}
