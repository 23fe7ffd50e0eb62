using System.CommandLine;
using DoorFace.Core.Access;
using DoorFace.Host.Control;
using DoorFace.Host.Residents;
using DoorFace.Host.Time;

namespace DoorFace.Host.Commands;

/// <summary><c>doorface residents schedule NAME</c>: when a resident may enter.</summary>
internal static class ResidentsScheduleCommand
{
    public static Command Create(TimeProvider time)
    {
        var name = ResidentsCommand.NameArgument();
        var windows = Parsed("--windows", "Hours of the week in local time, such as 'Mon-Fri 08:00-18:00; Sat 09:00-12:00', or 'never'.", "HOURS", WeeklySchedule.Parse);
        var from = Parsed<DateTimeOffset?>("--from", "When it begins: a date, or a local time such as 2026-12-24T18:00.", "DATE", text => EntitlementText.ParseTime(text, ZoneOf(time)));
        var until = Parsed<DateTimeOffset?>("--until", "When it has ended; a date alone means the beginning of that day.", "DATE", text => EntitlementText.ParseTime(text, ZoneOf(time)));
        var unrestricted = new Option<bool>("--unrestricted") { Description = "At any time." };
        var command = new Command("schedule", "Says when a resident may enter; what was said before is replaced.") { name, windows, from, until, unrestricted };
        command.Validators.Add(parsed =>
        {
            var restrictions = new Option[] { windows, from, until }.Count(option => parsed.GetResult(option) is not null);
            if (restrictions > 0 == (parsed.GetResult(unrestricted) is not null))
            {
                parsed.AddError("Give either --windows, --from or --until, or --unrestricted.");
            }
        });
        command.SetAction((parsed, output, _) =>
        {
            var (begins, ends) = (parsed.GetValue(from), parsed.GetValue(until));
            if (ends <= begins)
            {
                Output.Error("--until is not after --from, so the resident could never enter; to keep them out, use --windows never.");
                return Task.FromResult(ExitCodes.Usage);
            }

            var request = ControlRequest.Of(ControlCommands.ScheduleResident) with
            {
                Name = parsed.GetRequiredValue(name),
                Schedule = parsed.GetValue(windows)?.ToString(),
                ValidFrom = begins,
                ValidUntil = ends,
            };
            return ResidentsCommand.DoAsync(parsed, output, request, time);
        });
        return command;
    }

    private static TimeZoneInfo ZoneOf(TimeProvider time) =>
        LocalZone.Of(time).Read() is { IsKnown: true, Zone: var zone } ? zone : throw new FormatException("Nobody knows the local time: the time zone cannot be read. See 'doorface doctor'.");

    private static Option<T?> Parsed<T>(string name, string description, string helpName, Func<string, T> parse) => new(name)
    {
        Description = description,
        HelpName = helpName,
        CustomParser = result =>
        {
            try
            {
                return parse(result.Tokens[0].Value);
            }
            catch (FormatException exception)
            {
                result.AddError($"{name}: {exception.Message}");
                return default;
            }
        },
    };
}
