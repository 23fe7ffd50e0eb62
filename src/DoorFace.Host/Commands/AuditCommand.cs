using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using DoorFace.Core.Keys;
using DoorFace.Host.Audit;
using DoorFace.Host.Audit.Export;
using DoorFace.Host.Control;
using DoorFace.Storage.Audit;
using Spectre.Console;

namespace DoorFace.Host.Commands;

/// <summary><c>doorface audit show|verify|export</c>: what happened at the door. The names are looked up now: the audit itself holds none.</summary>
internal static class AuditCommand
{
    public static Command Create(TimeProvider time) => new("audit", "Shows, checks and exports what happened at the door.") { Show(time), Verify(time), Export(time) };

    private static Command Show(TimeProvider time)
    {
        var most = new Option<int>("--most")
        {
            Description = "How many entries, the newest.",
            HelpName = "N",
            DefaultValueFactory = _ => 50,
        };
        var command = new Command("show", "Lists the newest entries, the last one last.") { most };
        command.SetAction((parsed, output, _) =>
        {
            if (parsed.GetValue(most) is < 1 or > AuditStore.MostEntries)
            {
                Output.Error($"--most is {parsed.GetValue(most)}; allowed is 1 to {AuditStore.MostEntries}.");
                return Task.FromResult(ExitCodes.Usage);
            }

            var administration = new Administration(GlobalOptions.ReadSettings(parsed), time);
            var entries = new List<AuditAnswer>();
            // As there were before this look, which is an entry too.
            long? total = null;
            ControlReply last;
            do
            {
                var request = ControlRequest.Of(ControlCommands.ShowAudit) with { Most = parsed.GetValue(most) - entries.Count, Before = entries.LastOrDefault()?.Sequence };
                var replies = administration.Ask(request);
                last = replies[^1];
                total ??= last.Entries;
                entries.AddRange(replies.Select(reply => reply.Entry).OfType<AuditAnswer>());
                if (replies.Count == 1)
                {
                    break;
                }
            }
            while (last.Done && entries.Count < parsed.GetValue(most));

            if (last.Message.Length > 0)
            {
                Output.Error(last.Message);
            }

            if (last.Evicted is { } evicted)
            {
                Output.Note(evicted);
            }

            if (last.Done)
            {
                entries.Reverse();
                output.Write(
                    [.. entries],
                    AnswerJson.Default.AuditAnswerArray,
                    console => console.Write(Table(entries, named: last.Message.Length == 0, time.LocalTimeZone).Caption($"{entries.Count} of {total} entries")));
            }

            return Task.FromResult(last.ExitCode);
        });
        return command;
    }

    private static Command Verify(TimeProvider time)
    {
        var publicKey = PublicKeyOption.Create("The public key that must have sealed it, PEM; the unit's own when not given.");
        var export = new Option<FileInfo?>("--file")
        {
            Description = "Checks this export, of whatever unit, instead of the unit's own audit.",
            HelpName = "FILE",
        };
        var command = new Command("verify", "Checks that no entry was changed, removed or put in since it was written.") { publicKey, export };
        command.SetAction((parsed, output, _) =>
        {
            if (parsed.GetValue(export) is { } file)
            {
                return Task.FromResult(VerifyExport(file, parsed.GetValue(publicKey), output));
            }

            var request = ControlRequest.Of(ControlCommands.VerifyAudit) with { PublicKey = parsed.GetValue(publicKey)?.ToPem() };
            var reply = new Administration(GlobalOptions.ReadSettings(parsed), time).Ask(request)[^1];
            if (reply.Verdict is { } verdict)
            {
                Tell(verdict, output);
            }

            if (!reply.Done)
            {
                Output.Error(reply.Message);
            }

            return Task.FromResult(reply.ExitCode);
        });
        return command;
    }

    /// <summary>Needs neither the unit nor its settings.</summary>
    private static int VerifyExport(FileInfo file, UnitPublicKey? key, Output output)
    {
        try
        {
            var verdict = AuditVerdict.Of(ExportedAudit.Verify(File.ReadLines(GivenFiles.Require(file).FullName), key), key is not null);
            Tell(verdict, output);
            if (verdict.Sound)
            {
                return ExitCodes.Success;
            }

            Output.Error(verdict.Describe());
        }
        catch (FormatException exception)
        {
            Output.Error(exception.Message);
        }

        return ExitCodes.Negative;
    }

    private static void Tell(AuditVerdict verdict, Output output) => output.Write(verdict, AnswerJson.Default.AuditVerdict, console =>
    {
        if (verdict.Sound)
        {
            ResidentsCommand.Say(console, verdict.Describe());
        }

        console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"Last sound entry: {verdict.LastSequence}, hash {verdict.LastHash}.");
    });

    private static Command Export(TimeProvider time)
    {
        var command = new Command("export", "Writes every entry with what proves it, and the unit's signatures, a line of JSON each, the oldest first; without names.");
        command.SetAction((parsed, _, _) =>
        {
            var administration = new Administration(GlobalOptions.ReadSettings(parsed), time);
            for (var after = 0L; ;)
            {
                var replies = administration.Ask(ControlRequest.Of(ControlCommands.ExportAudit) with { After = after });
                var lines = replies.Select(reply => reply.Line).OfType<ExportLine>().ToList();
                foreach (var line in lines)
                {
                    Console.Out.WriteLine(JsonSerializer.Serialize(line, ExportJson.Default.ExportLine));
                    after = line is ExportedEntry entry ? entry.Sequence : after;
                }

                if (!replies[^1].Done)
                {
                    Output.Error(replies[^1].Message);
                }

                if (!replies[^1].Done || lines.LastOrDefault() is ExportedEnd)
                {
                    return Task.FromResult(replies[^1].ExitCode);
                }
            }
        });
        return command;
    }

    private static Table Table(List<AuditAnswer> entries, bool named, TimeZoneInfo zone)
    {
        var table = new Table().AddColumns("Time", "Boot", "What", "Resident", "Detail");
        foreach (var entry in entries)
        {
            table.AddRow(
                TimeZoneInfo.ConvertTime(entry.At, zone).ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture),
                entry.Boot.ToString(CultureInfo.InvariantCulture),
                Markup.Escape(entry.Kind),
                Markup.Escape(entry.Resident ?? (named && entry.ResidentId is not null ? "(removed)" : entry.ResidentId ?? "")),
                Markup.Escape(entry.Detail));
        }

        return table;
    }
}
