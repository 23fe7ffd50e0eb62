using System.CommandLine;
using DoorFace.Host.Control;

namespace DoorFace.Host.Commands;

/// <summary>Runs a command and turns a failure that has a message for people into that message and an exit code.</summary>
internal static class CommandRunner
{
    public static void SetAction(this Command command, Func<ParseResult, Output, CancellationToken, Task<int>> action) =>
        command.SetAction(async (parsed, cancellation) =>
        {
            var output = new Output(parsed.GetValue(GlobalOptions.Json));
            try
            {
                return await action(parsed, output, cancellation).ConfigureAwait(false);
            }
            catch (Exception exception) when (ExitCodes.Of(exception) is { } code)
            {
                Output.Error(exception.Message);
                return code;
            }
            catch (OperationCanceledException)
            {
                return ExitCodes.Interrupted;
            }
            catch (Exception exception)
            {
                // A mistake of ours; still a sentence, and never mistaken for an answer.
                Output.Error($"This should not have happened, please report it: {exception.GetType().Name}: {exception.Message}");
                return ExitCodes.Fault;
            }
        });
}
