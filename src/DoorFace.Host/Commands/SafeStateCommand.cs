using System.CommandLine;
using DoorFace.Device.Gpio;
using DoorFace.Host.Control;
using DoorFace.Host.Settings;
using Spectre.Console;

namespace DoorFace.Host.Commands;

/// <summary>
/// <c>doorface safe-state</c>: drives every output to its safe level and lets it go. For after a crash: no host, no models, no database. Newer kernels of
/// the Raspberry Pi keep the level of a line whose program was killed; this is what takes the current from the strike then.
/// </summary>
internal static class SafeStateCommand
{
    public static Command Create(Func<DoorFaceSettings, GpioBoard> open)
    {
        var command = new Command("safe-state", "Drives every output to its safe level, as after a crash; the service must not be running.");
        command.SetAction((parsed, output, _) =>
        {
            var (gpio, mistake) = GlobalOptions.ReadWiring(parsed);
            using var board = open(new DoorFaceSettings { Gpio = gpio });
            var outputs = gpio.OutputOptions();
            List<DoorIoException> faults = [];
            // One by one: a line that another program holds must not keep the others from their safe level.
            foreach (var (name, wiring) in outputs.OrderBy(pair => pair.Key))
            {
                try
                {
                    DoorIo.MakeSafe(board, name, wiring);
                }
                catch (DoorIoException fault)
                {
                    faults.Add(fault);
                }
            }

            if (faults.Count > 0)
            {
                throw new DoorIoException(string.Join(' ', faults.Select(fault => fault.Message)), new AggregateException(faults));
            }

            var done = $"{outputs.Count} outputs of {board.Chip} are at their safe levels.";
            output.Write(new MessageAnswer(done), AnswerJson.Default.MessageAnswer, console => console.MarkupLineInterpolated($"{done}"));
            // Said last: first the outputs, by the default wiring when the configured one is wrong.
            return mistake is null ? Task.FromResult(ExitCodes.Success) : throw mistake;
        });
        return command;
    }
}
