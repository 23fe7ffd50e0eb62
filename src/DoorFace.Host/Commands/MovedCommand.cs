using System.CommandLine;
using DoorFace.Host.Control;

namespace DoorFace.Host.Commands;

/// <summary>A command that another program has now: it says which.</summary>
internal static class MovedCommand
{
    public static Command Create(string name, string now)
    {
        var command = new Command(name) { Hidden = true, TreatUnmatchedTokensAsErrors = false };
        command.SetAction((_, _, _) =>
        {
            Output.Error($"'{name}' is no command of a door's program any more: use '{now}', on a PC.");
            return Task.FromResult(ExitCodes.Usage);
        });
        return command;
    }
}
