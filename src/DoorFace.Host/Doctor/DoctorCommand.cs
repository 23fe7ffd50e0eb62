using System.CommandLine;
using DoorFace.Host.Commands;
using DoorFace.Host.Composition;
using DoorFace.Host.Control;
using Spectre.Console;

namespace DoorFace.Host.Doctor;

/// <summary><c>doorface doctor</c>: whether the unit is as it should be, with the service running or without; it changes nothing.</summary>
internal static class DoctorCommand
{
    public static Command Create(Platform platform, TimeProvider time)
    {
        var command = new Command("doctor", "Looks at camera, models, lines, files, clock, disk, board and network, and says what to mend.");
        command.SetAction((parsed, output, _) =>
        {
            var settings = GlobalOptions.ReadSettings(parsed);
            var unit = new ExaminedUnit(settings, platform, RunningService.Ask(settings, time), time);
            var results = Examination.Run(Examination.Checks, unit);
            var worst = Examination.Worst(results);
            output.Write(new DoctorAnswer(worst, results), DoctorJson.Default.DoctorAnswer, console => console.Write(Table(results)));
            return Task.FromResult(worst switch
            {
                CheckOutcome.Pass => ExitCodes.Success,
                CheckOutcome.Warn => ExitCodes.Warning,
                _ => ExitCodes.Fault,
            });
        });
        return command;
    }

    private static Table Table(IReadOnlyList<CheckResult> results)
    {
        var table = new Table().AddColumns("Check", "Result", "Found", "What to do").ShowRowSeparators();
        foreach (var result in results)
        {
            var colour = result.Outcome switch
            {
                CheckOutcome.Pass => "green",
                CheckOutcome.Warn => "yellow",
                _ => "red",
            };
            table.AddRow(
                result.Name, $"[{colour}]{result.Outcome.ToString().ToLowerInvariant()}[/]", Markup.Escape(result.Found), Markup.Escape(result.Remedy ?? ""));
        }

        return table;
    }
}
