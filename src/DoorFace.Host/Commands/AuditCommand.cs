using System.CommandLine;
using System.Globalization;
using DoorFace.Core.Audit;
using DoorFace.Core.Biometrics;
using DoorFace.Host.Settings;
using DoorFace.Storage;
using Spectre.Console;

namespace DoorFace.Host.Commands;

/// <summary><c>doorface audit show</c>: what happened at the door. The names are looked up now: the audit itself holds none.</summary>
internal static class AuditCommand
{
    public static Command Create(TimeProvider time) => new("audit", "Shows what happened at the door.") { Show(time.LocalTimeZone) };

    private static Command Show(TimeZoneInfo zone)
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

            var settings = GlobalOptions.ReadSettings(parsed).Storage;
            if (!File.Exists(settings.FullAuditPath))
            {
                // Not made here: it would belong to whoever asks, and not to the service.
                Output.Error($"There is no audit yet: '{settings.FullAuditPath}' does not exist; 'doorface run' begins it.");
                return Task.FromResult(ExitCodes.Negative);
            }

            using var audit = AuditStore.OpenForReading(settings.FullAuditPath);
            var entries = audit.Read(parsed.GetValue(most)).Reverse().ToList();
            var names = Names(settings);
            output.Write(
                [.. entries.Select(entry => Answer(entry, names))],
                AnswerJson.Default.AuditAnswerArray,
                console => console.Write(Table(entries, names, zone).Caption($"{entries.Count} of {audit.Count()} entries")));
            return Task.FromResult(ExitCodes.Success);
        });
        return command;
    }

    // Null when the residents cannot be read: the audit is wanted most when something is broken.
    private static Dictionary<SubjectId, string>? Names(StorageSettings settings)
    {
        if (!File.Exists(settings.FullDatabasePath))
        {
            return null;
        }

        try
        {
            using var store = settings.OpenStore();
            return store.List().ToDictionary(resident => resident.Id, resident => resident.Name);
        }
        catch (StorageException exception)
        {
            Output.Error($"Residents are shown by their ids: {exception.Message}");
            return null;
        }
    }

    private static string Name(SubjectId? subject, Dictionary<SubjectId, string>? names) => subject switch
    {
        null => "",
        { } id when names is null => id.ToString(),
        { } id => names.GetValueOrDefault(id, "(removed)"),
    };

    private static AuditAnswer Answer(AuditEntry entry, Dictionary<SubjectId, string>? names) => new(
        entry.Sequence,
        entry.Boot,
        entry.At,
        entry.SinceStart.TotalSeconds,
        entry.Kind,
        entry.Subject is { } subject ? names?.GetValueOrDefault(subject) : null,
        entry.Subject?.ToString(),
        entry.Detail);

    private static Table Table(List<AuditEntry> entries, Dictionary<SubjectId, string>? names, TimeZoneInfo zone)
    {
        var table = new Table().AddColumns("Time", "Boot", "What", "Resident", "Detail");
        foreach (var entry in entries)
        {
            table.AddRow(
                TimeZoneInfo.ConvertTime(entry.At, zone).ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture),
                entry.Boot.ToString(CultureInfo.InvariantCulture),
                Markup.Escape(entry.Kind),
                Markup.Escape(Name(entry.Subject, names)),
                Markup.Escape(entry.Detail));
        }

        return table;
    }
}
