using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using DoorFace.Host.Audit;
using DoorFace.Host.Control;
using DoorFace.Host.Residents;
using Spectre.Console;

namespace DoorFace.Host.Commands;

/// <summary><c>doorface residents show|export NAME</c>: what is stored about a person.</summary>
internal static class ResidentRecordCommands
{
    public static Command Show(TimeProvider time)
    {
        var name = ResidentsCommand.NameArgument();
        var command = new Command("show", "Shows what is stored about a resident.") { name };
        command.SetAction((parsed, output, _) => Administration.RunAsync(
            parsed, ControlRequest.Of(ControlCommands.ShowResident) with { Name = parsed.GetRequiredValue(name) }, time, replies =>
                output.Write(replies[^1].Person!, AnswerJson.Default.PersonRecord, console => console.Write(Table(replies[^1].Person!, time.LocalTimeZone)))));
        return command;
    }

    public static Command Export(TimeProvider time)
    {
        var name = ResidentsCommand.NameArgument();
        var command = new Command("export", "Gives a person what is stored about them, as JSON: for themself to keep, and audited.") { name };
        command.SetAction((parsed, _, _) => Administration.RunAsync(
            parsed, ControlRequest.Of(ControlCommands.ExportResident) with { Name = parsed.GetRequiredValue(name) }, time, replies =>
            {
                var person = replies.Select(reply => reply.Person).OfType<PersonRecord>().Single();
                var export = new PersonExport(person, [.. replies.Select(reply => reply.Entry).OfType<AuditAnswer>()]);
                Console.Out.WriteLine(JsonSerializer.Serialize(export, AnswerJson.Default.PersonExport));
            }));
        return command;
    }

    private static Table Table(PersonRecord person, TimeZoneInfo zone)
    {
        var resident = person.Resident;
        var table = new Table().AddColumns("", Markup.Escape(resident.Name));
        table.AddRow("id", resident.Id);
        table.AddRow("enrolled", Stamp(resident.EnrolledAt));
        table.AddRow("administrator", resident.Administrator ? "yes" : "no");
        table.AddRow("may enter", Markup.Escape(resident.Damage ?? EntitlementText.Write(resident.Entitlement(), zone)));
        table.AddRow("last came in", resident.LastUsedAt?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "not yet");
        table.AddRow("references", string.Join('\n', person.References.Select(Stamp)));
        table.AddRow("consents", Markup.Escape(string.Join('\n', person.Consents.Select(
            consent => $"{Stamp(consent.At)} to version {consent.TextVersion} of the text: {consent.Source} (start {consent.Boot})"))));
        return table;
    }

    private static string Stamp(DateTimeOffset at) => at.ToString("u", CultureInfo.InvariantCulture);
}
