using System.CommandLine;
using DoorFace.Host.Control;

namespace DoorFace.Host.Commands;

/// <summary><c>doorface keys show|rotate</c> and <c>doorface templates renew</c>.</summary>
internal static class KeysCommand
{
    public static Command Create(TimeProvider time) => new("keys", "Shows and replaces the unit's key.") { Show(time), Rotate(time) };

    public static Command CreateTemplates(TimeProvider time)
    {
        var renew = new Command("renew", "Makes stolen copies of the residents' templates worthless, without enrolling anybody anew.");
        renew.SetAction((parsed, output, _) => ResidentsCommand.DoAsync(parsed, output, ControlRequest.Of(ControlCommands.RenewTemplates), time));
        return new Command("templates", "Renews what is stored of the residents' faces.") { renew };
    }

    private static Command Show(TimeProvider time)
    {
        var command = new Command("show", "Says where the unit's key is, and prints the public key by which its signatures are checked.");
        command.SetAction((parsed, output, _) => Administration.RunAsync(parsed, ControlRequest.Of(ControlCommands.ShowKey), time, replies =>
        {
            var key = replies[^1].Key!;
            output.Write(key, AnswerJson.Default.KeyAnswer, console =>
            {
                ResidentsCommand.Say(console, $"{(key.Credential ? "The service's credential" : "Key file")}: {key.Path}");
                ResidentsCommand.Say(console, $"Public key, SHA-256 {key.Fingerprint}:");
                ResidentsCommand.Say(console, key.PublicKey);
            });
        }));
        return command;
    }

    private static Command Rotate(TimeProvider time)
    {
        var command = new Command("rotate", "Replaces the unit's master key; residents, signatures and receipts stay good.");
        command.SetAction((parsed, output, _) => ResidentsCommand.DoAsync(parsed, output, ControlRequest.Of(ControlCommands.RotateKey), time));
        return command;
    }
}
