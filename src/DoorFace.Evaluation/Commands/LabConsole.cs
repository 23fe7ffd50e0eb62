using DoorFace.Evaluation.Data;
using Spectre.Console;

namespace DoorFace.Evaluation.Commands;

/// <summary>What the laboratory writes for people.</summary>
internal static class LabConsole
{
    /// <summary>Does some work, with a bar there where somebody watches.</summary>
    public static T WithProgress<T>(TextWriter writer, Func<IProgress<EvaluationProgress>?, T> work)
    {
        var console = On(writer);
        if (!console.Profile.Out.IsTerminal)
        {
            return work(null);
        }

        return console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(context => work(new ProgressBarReport(context.AddTask("Describing faces"))));
    }

    /// <summary>A console that writes there.</summary>
    public static IAnsiConsole On(TextWriter writer)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
        // A pipe has no width; lines must not be broken for one.
        if (!console.Profile.Out.IsTerminal)
        {
            console.Profile.Width = 200;
        }

        return console;
    }

    private sealed class ProgressBarReport(ProgressTask task) : IProgress<EvaluationProgress>
    {
        public void Report(EvaluationProgress value)
        {
            task.MaxValue = value.Total;
            task.Value = value.Done;
        }
    }
}
