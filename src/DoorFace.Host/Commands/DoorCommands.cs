using System.CommandLine;
using System.Globalization;
using DoorFace.Host.Board;
using DoorFace.Host.Control;
using DoorFace.Host.Recognition;
using DoorFace.Host.Residents;
using DoorFace.Host.Time;
using DoorFace.Storage.Keys;
using Spectre.Console;

namespace DoorFace.Host.Commands;

/// <summary><c>doorface status</c> and <c>doorface door ...</c>: what an administrator asks of the running service.</summary>
internal static class DoorCommands
{
    public static Command Create(TimeProvider time) => new("door", "Asks something of the running service.")
    {
        Simple(ControlCommands.Release, "Releases the strike once, for the unlock time.", time),
        Timed(ControlCommands.LockDown, "Refuses every face; the way out stays free.", time, mustEnd: false),
        Timed(ControlCommands.HoldOpen, "Keeps the strike released.", time, mustEnd: true),
        Simple(ControlCommands.Normal, "Ends a lock-down or a hold-open.", time),
        Simple(ControlCommands.ClearAlarm, "Ends the tamper and fire alarms, when their contacts are quiet again.", time),
        Simple(ControlCommands.ConfirmClock, "Says that the clock is right, after it was set.", time),
    };

    public static Command CreateStatus(TimeProvider time)
    {
        var watch = new Option<bool>("--watch") { Description = "Goes on, and shows it again whenever something has changed." };
        var command = new Command("status", "Shows how the running service is: the door, alarms, faults, camera and board.") { watch };
        command.SetAction((parsed, output, cancellation) => parsed.GetValue(watch)
            ? Task.FromResult(Watch(parsed, output, time, cancellation))
            : SendAsync(parsed, output, new ControlRequest(ControlRequest.CurrentVersion, ControlCommands.Status), time));
        return command;
    }

    private static Command Simple(string name, string description, TimeProvider time)
    {
        var command = new Command(name, description);
        command.SetAction((parsed, output, _) => SendAsync(parsed, output, new ControlRequest(ControlRequest.CurrentVersion, name), time));
        return command;
    }

    private static Command Timed(string name, string description, TimeProvider time, bool mustEnd)
    {
        var span = new Option<TimeSpan?>("--for") { Description = "For how long, such as 02:30:00.", HelpName = "TIME" };
        var until = new Option<DateTime?>("--until") { Description = "Until when, local time, such as 18:00 or 2026-12-24T18:00.", HelpName = "TIME" };
        var command = new Command(name, description) { span, until };
        command.Validators.Add(result =>
        {
            var (length, local) = (result.GetValue(span), result.GetValue(until));
            if (length is null == local is null && !(length is null && !mustEnd))
            {
                result.AddError($"door {name} takes {(mustEnd ? "" : "nothing, ")}--for TIME or --until TIME.");
            }
            else if (local is not null && LocalZone.Of(time).Read() is { IsKnown: false, Fault: var fault })
            {
                result.AddError($"door {name}: nobody knows the local time. {fault} Say --for TIME instead.");
            }
            else if (local is { } skipped && time.LocalTimeZone.IsInvalidTime(skipped))
            {
                result.AddError($"door {name}: that time does not take place, clocks are put forward then; choose another one.");
            }
            else if (EndOf(length, local, time) <= time.GetUtcNow())
            {
                result.AddError($"door {name}: the end has passed; give a later one.");
            }
        });
        command.SetAction((parsed, output, _) =>
        {
            var end = EndOf(parsed.GetValue(span), parsed.GetValue(until), time);
            return SendAsync(parsed, output, new ControlRequest(ControlRequest.CurrentVersion, name, (end - time.GetUtcNow())?.TotalSeconds, end), time);
        });
        return command;
    }

    private static DateTimeOffset? EndOf(TimeSpan? length, DateTime? local, TimeProvider time) =>
        local is { } end ? new DateTimeOffset(end, time.LocalTimeZone.GetUtcOffset(end)) : time.GetUtcNow() + length;

    private static int Watch(ParseResult parsed, Output output, TimeProvider time, CancellationToken cancellation)
    {
        var settings = GlobalOptions.ReadSettings(parsed);
        using var client = ControlClient.Connect(settings.Control.FullSocketPath(settings.Storage));
        var done = true;
        foreach (var reply in client.Stream(new ControlRequest(ControlRequest.CurrentVersion, ControlCommands.Watch), time, lasting: true, cancellation))
        {
            done = Report(output, reply);
        }

        return done ? ExitCodes.Success : ExitCodes.Negative;
    }

    private static Task<int> SendAsync(ParseResult parsed, Output output, ControlRequest request, TimeProvider time)
    {
        var settings = GlobalOptions.ReadSettings(parsed);
        var reply = ControlClient.Ask(settings.Control.FullSocketPath(settings.Storage), request, time);
        return Task.FromResult(Report(output, reply) ? ExitCodes.Success : ExitCodes.Negative);
    }

    private static bool Report(Output output, ControlReply reply)
    {
        if (reply.Done)
        {
            output.Write(reply, ControlJson.Default.ControlReply, console => Show(console, reply));
        }
        else
        {
            Output.Error(reply.Message);
        }

        return reply.Done;
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
            table.AddRow("faces", door.FacesRefused is { } reason ? $"refused: {reason}{(door.WaitSeconds is { } wait ? $", for another {TimeSpan.FromSeconds(wait):c}" : "")}" : "accepted");
            table.AddRow("alarms", Listed(door.Alarms));
            table.AddRow("faults", Listed(door.Faults));
            table.AddRow("state", door.StateDoubts.Count == 0 ? "all parts belong together" : $"{string.Join(' ', door.StateDoubts)} {StateWays.Out}".EscapeMarkup());
            if (door.Unstored)
            {
                table.AddRow("memory", "not yet stored: alarms and lock-down as they are now would not outlive a restart");
            }

            table.AddRow("camera", Describe(door.CameraOn, door.Camera));
            table.AddRow("time zone", Markup.Escape(door.TimeZone));
            table.AddRow("enrollment", door.Enrollment.ToString());
            table.AddRow("administrator", HouseholdText.Of(door.Household) ?? "there is one");
            table.AddRow("soon erased", Listed([.. door.Expiring.Select(one => $"{one.Name} from {one.ExpiresAt:yyyy-MM-dd} on, unless they come in")]));
            table.AddRow("board", Describe(door.Board));
            console.Write(table);
        }
    }

    private static string Describe(bool on, CameraStatus camera) => !on ? "off" : camera.Picture is not { } picture ? "on, no frame yet" : string.Create(
        CultureInfo.InvariantCulture,
        $"{picture}, {camera.FramesPerSecond:0.0} frames a second, {camera.LookedAtPerSecond:0.0} looked at, {camera.DroppedFrames} dropped, brightness {camera.Brightness:0} of 255: {camera.Condition}");

    private static string Describe(BoardStatus board)
    {
        var temperature = board.Celsius is { } celsius ? string.Create(CultureInfo.InvariantCulture, $"{celsius:0} °C") : "temperature unknown";
        var spared = board.FrameRateShare < 1 ? string.Create(CultureInfo.InvariantCulture, $", {board.FrameRateShare:P0} of the frame rate to spare heat") : "";
        return $"{temperature}{(board.Throttled ? ", slowed down by the firmware" : "")}{(board.UnderVoltage ? ", voltage too low" : "")}{spared}";
    }

    private static string Listed(IReadOnlyList<string> names) => names.Count == 0 ? "none" : string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", names)}");
}
