using System.CommandLine;
using System.Globalization;
using DoorFace.Host.Control;
using DoorFace.Host.Residents;
using Spectre.Console;

namespace DoorFace.Host.Commands;

/// <summary><c>doorface residents list|rename|remove|suspend|make-admin</c>, and the rest of <c>residents</c>.</summary>
internal static class ResidentsCommand
{
    public static Command Create(TimeProvider time) => new("residents", "Lists, restricts, renames and removes residents, and says what is stored about one.")
    {
        List(time),
        ResidentRecordCommands.Show(time),
        Rename(time),
        Remove(time),
        Switched(
            time, "suspend", "Keeps a resident out until resumed.", ControlCommands.SuspendResident, "--resume", "Lets them in again.", ControlCommands.ResumeResident),
        ResidentsScheduleCommand.Create(time),
        Switched(
            time, "make-admin", "Makes a resident an administrator, whose face allows enrollments.", ControlCommands.AppointAdministrator,
            "--revoke", "Ends that.", ControlCommands.DismissAdministrator),
        ResidentRecordCommands.Export(time),
    };

    public static Argument<string> NameArgument(string name = "NAME", string description = "Who.") => new(name) { Description = description };

    /// <summary>Asks for something of which there is nothing to show but that it was done.</summary>
    public static Task<int> DoAsync(ParseResult parsed, Output output, ControlRequest request, TimeProvider time) => Administration.RunAsync(
        parsed, request, time, replies => output.Write(new MessageAnswer(replies[^1].Message), AnswerJson.Default.MessageAnswer, console => Say(console, replies[^1].Message)));

    public static void Say(IAnsiConsole console, string message) => console.MarkupLineInterpolated($"{message}");

    private static Command List(TimeProvider time)
    {
        var command = new Command("list", "Lists who is enrolled.");
        command.SetAction((parsed, output, _) => Administration.RunAsync(parsed, ControlRequest.Of(ControlCommands.ListResidents), time, replies =>
        {
            ResidentAnswer[] residents = [.. replies.Select(reply => reply.Resident).OfType<ResidentAnswer>()];
            output.Write(residents, AnswerJson.Default.ResidentAnswerArray, console => console.Write(Table(residents, time.LocalTimeZone)));
            foreach (var damage in residents.Select(resident => resident.Damage).OfType<string>())
            {
                Output.Error(damage);
            }
        }));
        return command;
    }

    private static Command Rename(TimeProvider time)
    {
        var name = NameArgument();
        var newName = NameArgument("NEW-NAME", "The new name.");
        var command = new Command("rename", "Gives a resident another name.") { name, newName };
        command.SetAction((parsed, output, _) => DoAsync(
            parsed,
            output,
            ControlRequest.Of(ControlCommands.RenameResident) with { Name = parsed.GetRequiredValue(name), NewName = parsed.GetRequiredValue(newName) },
            time));
        return command;
    }

    private static Command Remove(TimeProvider time)
    {
        var name = NameArgument();
        var command = new Command("remove", "Erases a resident and all that is stored of them, and gives a receipt.") { name };
        command.SetAction((parsed, output, _) => Administration.RunAsync(
            parsed, ControlRequest.Of(ControlCommands.RemoveResident) with { Name = parsed.GetRequiredValue(name) }, time, replies =>
            {
                var (done, receipt) = (replies[^1].Message, replies[^1].Receipt!);
                output.Write(new RemovalAnswer(done, receipt), AnswerJson.Default.RemovalAnswer, console =>
                {
                    Say(console, done);
                    console.Write(ReceiptTable(receipt));
                });
            }));
        return command;
    }

    private static Command Switched(TimeProvider time, string name, string description, string command, string backName, string backDescription, string backCommand)
    {
        var who = NameArgument();
        var back = new Option<bool>(backName) { Description = backDescription };
        var made = new Command(name, description) { who, back };
        made.SetAction((parsed, output, _) => DoAsync(
            parsed, output, ControlRequest.Of(parsed.GetValue(back) ? backCommand : command) with { Name = parsed.GetRequiredValue(who) }, time));
        return made;
    }

    private static Table ReceiptTable(ErasureReceipt receipt)
    {
        var table = new Table { Title = new TableTitle("Erasure receipt") }.AddColumns("", "");
        table.AddRow("name", Markup.Escape(receipt.Name));
        table.AddRow("id", receipt.ResidentId);
        table.AddRow("enrolled", receipt.EnrolledAt.ToString("u", CultureInfo.InvariantCulture));
        table.AddRow("destroyed", string.Create(CultureInfo.InvariantCulture, $"{receipt.References} biometric reference(s), {receipt.Consents} record(s) of consent, the name, hours and dates"));
        table.AddRow("when", receipt.ErasedAt.ToString("u", CultureInfo.InvariantCulture));
        table.AddRow("audit entry", receipt.AuditSequence?.ToString(CultureInfo.InvariantCulture) ?? "waits to be stored: the audit cannot be written now");
        table.AddRow("audit hash", receipt.AuditHash ?? "");
        return table;
    }

    private static Table Table(ResidentAnswer[] residents, TimeZoneInfo zone)
    {
        var table = new Table().AddColumns("Name", "Enrolled", "References", "May enter", "Last came in");
        foreach (var resident in residents)
        {
            table.AddRow(
                Markup.Escape(resident.Name + (resident.Administrator ? " (administrator)" : "")),
                resident.EnrolledAt.ToString("u", CultureInfo.InvariantCulture),
                resident.References.ToString(CultureInfo.InvariantCulture),
                Markup.Escape(resident.Damage is null ? EntitlementText.Write(resident.Entitlement(), zone) : "never: damaged"),
                resident.LastUsedAt?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "");
        }

        return table.Caption(residents.Length == 0 ? "Nobody is enrolled." : "");
    }
}
