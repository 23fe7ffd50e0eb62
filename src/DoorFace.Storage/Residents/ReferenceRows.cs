using DoorFace.Core.Biometrics;
using Microsoft.Data.Sqlite;

namespace DoorFace.Storage;

/// <summary>Reads the reference table and sets apart what cannot be compared with.</summary>
internal static class ReferenceRows
{
    private const string Sql =
        """
        SELECT reference.id, reference.subject, reference.embedder, reference.template, resident.name
        FROM reference LEFT JOIN resident ON resident.id = reference.subject
        ORDER BY resident.name_key, reference.rowid
        """;

    public static LoadedReferences Load(SqliteConnection connection)
    {
        var rows = connection.Rows(Sql, Read);
        return new LoadedReferences([.. rows.Select(r => r.Sound).OfType<BiometricReference>()], [.. rows.Select(r => r.Damaged).OfType<DamagedReference>()]);
    }

    private static (BiometricReference? Sound, DamagedReference? Damaged) Read(SqliteDataReader row)
    {
        if (row.IsDBNull(4))
            return (null, new DamagedReference(null, "A reference belongs to nobody and is refused: the file was changed by hand or is damaged. Restore it from a backup."));

        try
        {
            var reference = new BiometricReference(
                new ReferenceId(Guid.ParseExact(row.GetString(0), "N")),
                new SubjectId(Guid.ParseExact(row.GetString(1), "N")),
                new ModelHash(row.GetString(2)),
                TemplateBlob.Decode(row.GetFieldValue<byte[]>(3)));
            return (reference, null);
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            var name = row.GetString(4);
            return (null, new DamagedReference(name, $"A reference of '{name}' is damaged and refused: {e.Message.TrimEnd('.')}. Remove '{name}' and enrol them again."));
        }
    }
}
