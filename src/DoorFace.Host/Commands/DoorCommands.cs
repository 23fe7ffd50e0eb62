using System.CommandLine;
using System.Globalization;
using System.IO.Pipes;
using System.Text;
using System.Text.Json;
using DoorFace.Host.Control;
using DoorFace.Host.Settings;
using Spectre.Console;

namespace DoorFace.Host.Commands;

/// <summary><c>doorface door ...</c>: what an administrator asks of the running service.</summary>
internal static class DoorCommands
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static Command Create(TimeProvider time) => new("door", "Asks something of the running service.")
    {
        Simple(ControlCommands.Status, "Shows the door: released or not, alarms, faults."),
        Simple(ControlCommands.Release, "Releases the strike once, for the unlock time."),
        Timed(ControlCommands.LockDown, "Refuses every face; the way out stays free.", time, mustEnd: false),
        Timed(ControlCommands.HoldOpen, "Keeps the strike released.", time, mustEnd: true),
        Simple(ControlCommands.Normal, "Ends a lock-down or a hold-open."),
        Simple(ControlCommands.ClearAlarms, "Ends the tamper and fire alarms, when their contacts are quiet again."),
        Simple(ControlCommands.ConfirmClock, "Says that the clock is right, after it was set."),
    };

    private static Command Simple(string name, string description)
    {
        var command = new Command(name, description);
        command.SetAction((parsed, output, cancellation) => SendAsync(parsed, output, new ControlRequest(ControlRequest.CurrentVersion, name), cancellation));
        return command;
    }

    private static Command Timed(string name, string description, TimeProvider time, bool mustEnd)
    {
        var span = new Option<TimeSpan?>("--for") { Description = "For how long, such as 02:30:00.", HelpName = "TIME" };
        var until = new Option<DateTime?>("--until") { Description = "Until when, local time, such as 18:00 or 2026-12-24T18:00.", HelpName = "TIME" };
        var command = new Command(name, description) { span, until };
        command.SetAction((parsed, output, cancellation) =>
        {
            var now = time.GetUtcNow();
            var end = (parsed.GetValue(span), parsed.GetValue(until)) switch
            {
                ({ } length, null) => now + length,
                (null, { } local) => new DateTimeOffset(local, time.LocalTimeZone.GetUtcOffset(local)),
                (null, null) when !mustEnd => (DateTimeOffset?)null,
                _ => throw new SettingsException([$"door {name}: allowed is {(mustEnd ? "" : "nothing, ")}--for TIME or --until TIME."]),
            };
            if (end <= now)
            {
                throw new SettingsException([$"door {name}: the end is {end:u}, which has passed; allowed is a later one."]);
            }

            return SendAsync(parsed, output, new ControlRequest(ControlRequest.CurrentVersion, name, (end - now)?.TotalSeconds, end), cancellation);
        });
        return command;
    }

    private static async Task<int> SendAsync(ParseResult parsed, Output output, ControlRequest request, CancellationToken cancellation)
    {
        var settings = GlobalOptions.ReadSettings(parsed);
        var reply = await AskAsync(settings.Control.FullSocketPath(settings.Storage), request, cancellation).ConfigureAwait(false);
        if (!reply.Done)
        {
            Output.Error(reply.Message);
            return ExitCodes.Negative;
        }

        output.Write(reply, ControlJson.Default.ControlReply, console => Show(console, reply));
        return ExitCodes.Success;
    }

    /// <exception cref="IOException">The service does not answer; the message says what to do.</exception>
    private static async Task<ControlReply> AskAsync(string socket, ControlRequest request, CancellationToken cancellation)
    {
        // To a socket that is not there the client would try again until its time is over.
        if (!File.Exists(socket))
        {
            throw new IOException($"The door's service is not running: there is no '{socket}'. Start it, or name its socket with --set Control:Socket=PATH.");
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        try
        {
            await using var pipe = new NamedPipeClientStream(".", socket, PipeDirection.InOut, PipeOptions.Asynchronous);
            await pipe.ConnectAsync(Patience, limit.Token).ConfigureAwait(false);
            await pipe.WriteAsync(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(request, ControlJson.Default.ControlRequest) + "\n"), limit.Token).ConfigureAwait(false);
            using var reader = new StreamReader(pipe, Encoding.UTF8);
            var line = await reader.ReadLineAsync(limit.Token).ConfigureAwait(false) ?? "";
            return JsonSerializer.Deserialize(line, ControlJson.Default.ControlReply) ?? throw new JsonException("It is empty.");
        }
        catch (Exception fault) when (fault is TimeoutException or IOException or JsonException || (fault is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            throw new IOException($"The door's service does not answer at '{socket}': {fault.Message} Is it running ('systemctl status doorface')?", fault);
        }
        catch (UnauthorizedAccessException fault)
        {
            throw new IOException($"You may not speak to the door's service at '{socket}': use sudo, or join the group 'doorface'.", fault);
        }
    }

    private static void Show(IAnsiConsole console, ControlReply reply)
    {
        if (reply.Message.Length > 0)
        {
            console.MarkupLineInterpolated($"{reply.Message}");
        }

        if (reply.Status is { } door)
        {
            var table = new Table().AddColumns("Door", "");
            table.AddRow("phase", door.Phase.ToString());
            table.AddRow("from outside", door.Released ? "can be opened" : "locked");
            table.AddRow("position", door.Position.ToString());
            table.AddRow("faces", door.FacesRefused is { } reason ? $"refused: {reason}" : "accepted");
            table.AddRow("alarms", Listed(door.Alarms));
            table.AddRow("faults", Listed(door.Faults));
            table.AddRow("camera", door.CameraOn ? "on" : "off");
            console.Write(table);
        }
    }

    private static string Listed(IReadOnlyList<string> names) => names.Count == 0 ? "none" : string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", names)}");
}
