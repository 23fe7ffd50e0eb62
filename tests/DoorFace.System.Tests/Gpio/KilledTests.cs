using System.Device.Gpio;
using DoorFace.Core.Audit;
using DoorFace.Core.Door;
using DoorFace.Device.Tests.Gpio;
using DoorFace.Host.Control;

namespace DoorFace.SystemTests.Gpio;

/// <summary>SIGKILL in every state of the door, and what <c>doorface safe-state</c> and the next start make of it, as systemd would have it.</summary>
[Collection(nameof(KernelChip))]
[Trait("Category", "Gpio")]
[TestClass(DisableParallelization = true)]
public sealed class KilledTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(DoorPhase.Secured)]
    [InlineData(DoorPhase.FacesRefused)]
    [InlineData(DoorPhase.Released)]
    [InlineData(DoorPhase.HoldOpen)]
    [InlineData(DoorPhase.Evacuation)]
    public async Task Killed_in_any_state_every_output_ends_safe_and_what_must_be_remembered_is(DoorPhase phase)
    {
        var strike = phase == DoorPhase.Evacuation ? StrikeType.FailSafe : StrikeType.FailSecure;
        await using var unit = new KernelUnit(("Door:Strike", $"{strike}"));
        await unit.StartAsync();
        await BringAboutAsync(unit, phase);
        var before = unit.IsOn(DoorOutput.Strike);

        var killed = TimeProvider.System.GetTimestamp();
        unit.Kill();
        var left = unit.IsOn(DoorOutput.Strike);
        var safe = await unit.RunAsync("safe-state");
        var after = unit.IsOn(DoorOutput.Strike);
        output.WriteLine(
            $"SIGKILL | {phase,-12} | {strike,-10} | {Text(before)} | {Text(left)} | {Text(after)} | {TimeProvider.System.GetElapsedTime(killed).TotalSeconds:0.0} s");

        Assert.Equal(phase is DoorPhase.Released or DoorPhase.HoldOpen, before);
        Assert.Equal(0, safe.ExitCode);
        unit.AssertOutputsAreSafe();

        using var trace = new GpioTrace();
        await unit.StartAsync();
        Assert.DoesNotContain(PinValue.High, trace.LevelsSet(unit.StrikeInRecord));
        // A lock-down and a fire alarm last; a release and a hold-open do not.
        Assert.Equal(phase is DoorPhase.FacesRefused or DoorPhase.Evacuation ? phase : DoorPhase.Secured, unit.Status.Phase);
        Assert.Equal(before || phase == DoorPhase.Evacuation, unit.Entries().Any(entry => entry is { Boot: 1, Kind: nameof(AuditKind.StrikeReleased) }));
    }

    // gpio-sim lets a line go back to its pull; a kernel that keeps the level of a line whose program is gone is played by a pull-up.
    [Fact]
    public async Task A_strike_that_the_kernel_leaves_energised_is_driven_to_its_safe_level()
    {
        await using var unit = new KernelUnit();
        await unit.StartAsync();
        await BringAboutAsync(unit, DoorPhase.Released);
        unit.Chip.Drive(KernelWiring.LineOf(DoorOutput.Strike), PinValue.High);
        try
        {
            unit.Kill();
            Assert.True(unit.IsOn(DoorOutput.Strike), "The strike stays energised.");

            using var trace = new GpioTrace();
            Assert.Equal(0, (await unit.RunAsync("safe-state")).ExitCode);
            Assert.NotEmpty(trace.LevelsSet(unit.StrikeInRecord));
            Assert.DoesNotContain(PinValue.High, trace.LevelsSet(unit.StrikeInRecord));
        }
        finally
        {
            unit.Chip.Drive(KernelWiring.LineOf(DoorOutput.Strike), PinValue.Low);
        }
    }

    private static async Task BringAboutAsync(KernelUnit unit, DoorPhase phase)
    {
        switch (phase)
        {
            case DoorPhase.FacesRefused:
                Assert.True(unit.Ask(ControlCommands.LockDown).Done);
                await unit.UntilAuditedAsync(AuditKind.LockDown);
                break;
            case DoorPhase.Released:
                unit.Put(DoorSensor.RequestToExit, active: true);
                await unit.UntilAsync(() => unit.IsOn(DoorOutput.Strike), "the strike is released");
                unit.Put(DoorSensor.RequestToExit, active: false);
                await unit.UntilAuditedAsync(AuditKind.StrikeReleased);
                break;
            case DoorPhase.HoldOpen:
                Assert.True(unit.Ask(ControlCommands.HoldOpen, seconds: 50).Done);
                await unit.UntilAuditedAsync(AuditKind.StrikeReleased);
                break;
            case DoorPhase.Evacuation:
                await unit.UntilAsync(() => unit.IsOn(DoorOutput.Strike), "the fail-safe strike is energised");
                unit.Put(DoorSensor.Fire, active: true);
                await unit.UntilAsync(() => !unit.IsOn(DoorOutput.Strike), "the fire contact lets it go");
                unit.Put(DoorSensor.Fire, active: false);
                await unit.UntilAuditedAsync(AuditKind.FireQuiet);
                break;
        }

        Assert.Equal(phase, unit.Status.Phase);
    }

    private static string Text(bool on) => on ? "high" : "low ";
}
