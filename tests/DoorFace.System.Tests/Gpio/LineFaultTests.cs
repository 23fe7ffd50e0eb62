using System.Diagnostics;
using DoorFace.Core.Audit;
using DoorFace.Core.Door;
using DoorFace.Device.Tests.Gpio;
using DoorFace.Host.Settings;
using DoorFace.SystemTests.Processes;

namespace DoorFace.SystemTests.Gpio;

/// <summary>The whole program when a line is not to be had, or no more.</summary>
[Collection(nameof(KernelChip))]
[Trait("Category", "Gpio")]
[TestClass(DisableParallelization = true)]
public sealed class LineFaultTests
{
    [Fact]
    public async Task A_line_that_another_program_holds_is_named_with_its_holder_and_what_to_do()
    {
        await using var unit = new KernelUnit();
        var line = KernelWiring.LineOf(DoorOutput.GrantedLamp);
        ProgramRun run;
        using (var holder = Process.Start("gpioset", ["--mode=signal", $"gpiochip{unit.Chip.Number}", $"{line}=1"]))
        {
            while (!unit.IsOn(DoorOutput.GrantedLamp))
            {
                Assert.False(holder.HasExited, "gpioset holds no line.");
                await Task.Yield();
            }

            run = await unit.RunServiceAsync();
            Assert.True(unit.IsOn(DoorOutput.GrantedLamp), "The line is still the other program's.");
            holder.Kill();
            await holder.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal(3, run.ExitCode);
        Assert.Contains(
            $"Output GrantedLamp: GPIO line {line} \"GPIO{line}\" of gpiochip{unit.Chip.Number} ({KernelWiring.Chip}) could not be opened:", run.Errors[^1], StringComparison.Ordinal);
        Assert.Contains("The line is held by 'gpioset': stop that program or driver, or wire another line.", run.Errors[^1], StringComparison.Ordinal);
        unit.AssertOutputsAreSafe();
    }

    // Only the button inside: what pulls the other contacts from outside is gone with the chip.
    [Fact]
    public async Task A_chip_that_goes_away_while_the_strike_is_released_is_audited_and_taken_again_when_it_is_back()
    {
        await using var unit = new KernelUnit(
            ((DoorSensor[])[DoorSensor.DoorPosition, DoorSensor.Tamper, DoorSensor.Fire])
                .Select(sensor => ($"Gpio:Inputs:{sensor}:Contact", nameof(SensorContact.Absent))));
        await unit.StartAsync();
        unit.Put(DoorSensor.RequestToExit, active: true);
        await unit.UntilAsync(() => unit.IsOn(DoorOutput.Strike), "the strike is released");

        unit.Chip.Plug(false);
        try
        {
            await unit.UntilAsync(DoorPhase.OutputsFailed);
            await unit.UntilAuditedAsync(AuditKind.StrikeSecured);
            await unit.UntilAuditedAsync(AuditKind.Fault, "Outputs and inputs: ");
        }
        finally
        {
            unit.Chip.Plug(true);
        }

        unit.Chip = KernelChip.Find(KernelWiring.Chip);
        await unit.UntilAuditedAsync(AuditKind.FaultMended, "Outputs and inputs");
        Assert.Equal(DoorPhase.Secured, unit.Status.Phase);
        Assert.False(unit.IsOn(DoorOutput.Strike));
        await unit.AssertWayOutAsync();
    }
}
