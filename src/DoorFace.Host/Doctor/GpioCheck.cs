using DoorFace.Device.Gpio;
using DoorFace.Host.Control;
using DoorFace.Host.Settings;

namespace DoorFace.Host.Doctor;

/// <summary>Whether the GPIO chip and every line that is wired are there, and nobody but the service holds one. It takes no line.</summary>
internal sealed class GpioCheck : ICheck
{
    public string Name => "gpio";

    public void Run(ExaminedUnit unit, Findings findings)
    {
        var gpio = unit.Settings.Gpio;
        try
        {
            using var board = unit.Platform.Gpio(unit.Settings);
            (string Name, string Line)[] wired =
            [
                .. gpio.OutputOptions().Select(output => ($"{output.Key}", output.Value.Line)), .. gpio.InputOptions().Select(input => ($"{input.Key}", input.Value.Line)),
            ];
            foreach (var (name, line) in wired)
            {
                Look(board, name, line, unit.Service, findings);
            }

            if (unit.Service.Status?.Faults.Contains(DoorStatus.LinesFault) == true)
            {
                findings.Fail("The service cannot use its lines.", "'journalctl -u doorface' says which, and why.");
            }

            findings.Pass($"{board.Chip} is there; {wired.Length} lines are wired: {string.Join(", ", wired.Select(one => $"{one.Name} {one.Line}"))}.");
        }
        catch (DoorIoException fault) when (fault.InnerException is UnauthorizedAccessException)
        {
            findings.Warn(fault.Message, "Run it with sudo.");
        }
        catch (DoorIoException fault)
        {
            findings.Fail(fault.Message, "See 'gpioinfo' for the chips and lines of this machine, and set Gpio:Chip if it has several.");
        }
    }

    private static void Look(GpioBoard board, string name, string line, RunningService service, Findings findings)
    {
        int number;
        try
        {
            number = board.LineOf(line);
        }
        catch (DoorIoException fault)
        {
            findings.Fail($"{name}: {fault.Message}", "Correct that line's setting.");
            return;
        }

        // The service could not have opened its lines while somebody else held one, and says so among its faults.
        if (service.Status is not null || board.ConsumerOf(number) is not { } consumer)
        {
            return;
        }

        var found = $"{name}: {board.Describe(number)} is held by '{consumer}'";
        if (service.IsStopped)
        {
            findings.Fail($"{found}, while the service does not run.", "Stop that program or driver, or wire another line.");
        }
        else
        {
            findings.Warn($"{found}; whether that is the service cannot be told.", ServiceCheck.AskAsAdministrator);
        }
    }
}
