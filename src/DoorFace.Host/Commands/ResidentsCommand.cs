using System.CommandLine;
using System.Globalization;
using DoorFace.Storage;
using Spectre.Console;

namespace DoorFace.Host.Commands;

/// <summary><c>doorface residents list|schedule|rename|remove</c>.</summary>
internal static class ResidentsCommand
{
    public static Command Create(TimeProvider time) => new("residents", "Lists, restricts, renames and removes residents.")
    {
        List(time.LocalTimeZone), ResidentsScheduleCommand.Create(time.LocalTimeZone), Rename(), Remove(),
    };

    /// <summary>Does something to a resident and says what, or says that there is none.</summary>
    public static int WithResident(ParseResult parsed, Output output, string name, Func<ResidentStore, Resident, string> act)
    {
        using var store = GlobalOptions.ReadSettings(parsed).Storage.OpenStore();
        if (store.Find(name) is not { } resident)
        {
            Output.Error($"Nobody is enrolled as '{name}'; 'residents list' shows who is.");
            return ExitCodes.Negative;
        }

        var done = act(store, resident);
        output.Write(new MessageAnswer(done), AnswerJson.Default.MessageAnswer, console => console.MarkupLineInterpolated($"{done}"));
        return ExitCodes.Success;
    }

    public static Argument<string> NameArgument(string name, string description) => new(name) { Description = description };

    private static Command List(TimeZoneInfo zone)
    {
        var command = new Command("list", "Lists who is enrolled.");
        command.SetAction((parsed, output, _) =>
        {
            using var store = GlobalOptions.ReadSettings(parsed).Storage.OpenStore();
            var residents = store.List();
            output.Write(
                [.. residents.Select(Answer)],
                AnswerJson.Default.ResidentAnswerArray,
                console => console.Write(Table(residents, zone)));
            foreach (var damage in residents.Select(resident => resident.Damage).OfType<string>())
            {
                Output.Error(damage);
            }

            return Task.FromResult(ExitCodes.Success);
        });
        return command;
    }

    private static Command Rename()
    {
        var name = NameArgument("NAME", "Who.");
        var newName = NameArgument("NEW-NAME", "The new name.");
        var command = new Command("rename", "Gives a resident another name.") { name, newName };
        command.SetAction((parsed, output, _) => Task.FromResult(WithResident(parsed, output, parsed.GetRequiredValue(name), (store, resident) =>
        {
            store.Rename(resident.Id, parsed.GetRequiredValue(newName));
            return $"{resident.Name} is now {parsed.GetRequiredValue(newName)}.";
        })));
        return command;
    }

    private static Command Remove()
    {
        var name = NameArgument("NAME", "Who.");
        var command = new Command("remove", "Erases a resident and all of their references.") { name };
        command.SetAction((parsed, output, _) => Task.FromResult(WithResident(parsed, output, parsed.GetRequiredValue(name), (store, resident) =>
        {
            store.Remove(resident.Id);
            return $"{resident.Name} and {resident.ReferenceCount} reference(s) are erased.";
        })));
        return command;
    }

    private static ResidentAnswer Answer(Resident resident) => new(
        resident.Id.ToString(),
        resident.Name,
        resident.EnrolledAt,
        resident.ReferenceCount,
        resident.Entitlement.Schedule?.ToString(),
        resident.Entitlement.ValidFrom,
        resident.Entitlement.ValidUntil);

    private static Table Table(IReadOnlyList<Resident> residents, TimeZoneInfo zone)
    {
        var table = new Table().AddColumns("Name", "Enrolled", "References", "May enter");
        foreach (var resident in residents)
        {
            table.AddRow(
                Markup.Escape(resident.Name),
                resident.EnrolledAt.ToString("u", CultureInfo.InvariantCulture),
                resident.ReferenceCount.ToString(CultureInfo.InvariantCulture),
                Markup.Escape(EntitlementText.Write(resident.Entitlement, zone)));
        }

        return table.Caption(residents.Count == 0 ? "Nobody is enrolled." : "");
    }
}
