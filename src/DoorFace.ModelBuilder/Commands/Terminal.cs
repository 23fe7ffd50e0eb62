using System.CommandLine;
using DoorFace.Core.Imaging;
using DoorFace.Vision.Models;
using Spectre.Console;

namespace DoorFace.ModelBuilder.Commands;

/// <summary>What the commands share: exit codes, errors, progress.</summary>
internal static class Terminal
{
    private const int Success = 0;
    private const int Fault = 3;
    private const int Interrupted = 130;
    private const int PipeWidth = 160;

    /// <summary>Runs a command and turns a failure that has a message for people into that message and an exit code.</summary>
    public static void SetAction(this Command command, Action<ParseResult, IAnsiConsole, CancellationToken> action) =>
        command.SetAction((parsed, cancellation) =>
        {
            try
            {
                action(parsed, ConsoleOn(parsed.InvocationConfiguration.Output), cancellation);
                return Task.FromResult(Success);
            }
            catch (Exception e) when (e is ModelBuildException or ModelException or ImageFormatException or IOException or UnauthorizedAccessException)
            {
                parsed.InvocationConfiguration.Error.WriteLine($"error: {e.Message}");
                return Task.FromResult(Fault);
            }
            catch (OperationCanceledException)
            {
                return Task.FromResult(Interrupted);
            }
        });

    /// <summary>Shows a bar on a terminal while the work goes on; the work reports shares of 0..1.</summary>
    public static T WithProgress<T>(this IAnsiConsole console, string what, Func<IProgress<double>?, T> work)
    {
        if (!console.Profile.Out.IsTerminal)
        {
            return work(null);
        }

        return console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(context => work(new Bar(context.AddTask(what, maxValue: 1))));
    }

    private static IAnsiConsole ConsoleOn(TextWriter writer)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
        // A pipe has no width; lines must not be broken for one.
        if (!console.Profile.Out.IsTerminal)
        {
            console.Profile.Width = PipeWidth;
        }

        return console;
    }

    private sealed class Bar(ProgressTask task) : IProgress<double>
    {
        public void Report(double value) => task.Value = value;
    }
}
