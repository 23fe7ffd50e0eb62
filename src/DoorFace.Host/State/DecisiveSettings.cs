using DoorFace.Host.Settings;

namespace DoorFace.Host.State;

/// <summary>The settings that decide where the unit's state is and who gets in, by name: a change of them between two starts stands in the audit.</summary>
internal static class DecisiveSettings
{
    public static IReadOnlyDictionary<string, string> Of(DoorFaceSettings settings)
    {
        var storage = settings.Storage;
        Dictionary<string, string> values = new(StringComparer.Ordinal)
        {
            ["Storage:Database"] = storage.FullDatabasePath,
            ["Storage:Audit"] = storage.FullAuditPath,
            ["Storage:Key"] = storage.KeyLocation.File,
            ["Storage:KeySource"] = $"{storage.KeySource}",
            ["Models:Manifest"] = settings.Models.FullManifestPath,
            ["Audit:WhenUnavailable"] = $"{settings.Audit.WhenUnavailable}",
        };
        foreach (var (group, record) in (ReadOnlySpan<(string, object)>)
        [
            ("Identification", settings.Identification), ("Access", settings.Access), ("Enrollment", settings.Enrollment), ("Door", settings.Door),
        ])
        {
            foreach (var (name, value) in Fields(record))
            {
                values[$"{group}:{name}"] = value;
            }
        }

        return values;
    }

    // A record of plain values writes itself as "Name { A = 1, B = 2 }".
    private static IEnumerable<(string Name, string Value)> Fields(object record)
    {
        var text = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{record}");
        var (from, to) = (text.IndexOf('{', StringComparison.Ordinal) + 1, text.LastIndexOf('}'));
        return text[from..to].Split(", ").Select(field => field.Split(" = ", 2)).Where(parts => parts.Length == 2).Select(parts => (parts[0].Trim(), parts[1].Trim()));
    }
}
