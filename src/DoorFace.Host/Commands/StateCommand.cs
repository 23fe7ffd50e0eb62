using System.CommandLine;
using DoorFace.Host.Control;

namespace DoorFace.Host.Commands;

/// <summary><c>doorface state show|accept</c>.</summary>
internal static class StateCommand
{
    public static Command Create(TimeProvider time) => new("state", "Says whether residents, key and audit belong together, and takes them as they are.")
    {
        Asking("show", "Says what is missing, older or another unit's, and how to go on.", ControlCommands.ShowState, time),
        Asking("accept", "Takes what is there now for the unit's state, by root alone: after a backup was restored, or for a new beginning.", ControlCommands.AcceptState, time),
    };

    private static Command Asking(string name, string description, string asked, TimeProvider time)
    {
        var command = new Command(name, description);
        command.SetAction((parsed, output, _) => ResidentsCommand.DoAsync(parsed, output, ControlRequest.Of(asked), time));
        return command;
    }
}
