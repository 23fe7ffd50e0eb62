using System.Security.Cryptography;
using DoorFace.Core.Biometrics;
using DoorFace.Storage.Keys;
using DoorFace.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace DoorFace.Storage.Residents;

/// <summary>Reads the reference table and sets apart what cannot be compared with.</summary>
internal static class ReferenceRows
{
    private const string Sql =
        """
        SELECT reference.id, reference.subject, reference.embedder, reference.template, resident.name, reference.sealed
        FROM reference LEFT JOIN resident ON resident.id = reference.subject
        ORDER BY resident.name, reference.rowid
        """;

    public static LoadedReferences Load(SqliteConnection connection, Vault vault)
    {
        Dictionary<string, byte[]> keys = [];
        var rows = connection.Rows(Sql, row => Read(row, subject =>
        {
            if (!keys.TryGetValue(subject, out var key))
                keys[subject] = key = vault.ResidentKey(connection, subject);
            return key;
        }));
        foreach (var key in keys.Values)
            CryptographicOperations.ZeroMemory(key);
        return new LoadedReferences([.. rows.Select(r => r.Sound).OfType<BiometricReference>()], [.. rows.Select(r => r.Damaged).OfType<DamagedReference>()]);
    }

    private static (BiometricReference? Sound, DamagedReference? Damaged) Read(SqliteDataReader row, Func<string, byte[]> keyOf)
    {
        if (row.IsDBNull(4))
            return (null, new DamagedReference(null, "A reference belongs to nobody and is refused: the file was changed by hand or is damaged. Restore it from a backup."));

        try
        {
            // One that is not sealed was put there by somebody without the unit's key.
            if (row.GetInt64(5) == 0)
                throw new FormatException("it is not sealed by this unit");
            var (id, subject, embedder) = (row.GetString(0), row.GetString(1), row.GetString(2));
            var reference = new BiometricReference(
                new ReferenceId(Guid.ParseExact(id, "N")),
                new SubjectId(Guid.ParseExact(subject, "N")),
                new ModelHash(embedder),
                SealedTemplates.Open(keyOf(subject), row.GetFieldValue<byte[]>(3), SealedTemplates.PlaceOf(id, subject, embedder)));
            return (reference, null);
        }
        catch (Exception e) when (StoredValue.IsDamage(e))
        {
            var name = row.GetString(4);
            return (null, new DamagedReference(name, $"A reference of '{name}' is damaged and refused: {Reason(e)}. Remove '{name}' and enroll them again."));
        }
    }

    private static string Reason(Exception damage) =>
        damage is CryptographicException ? "it was changed, or belongs to another place or unit" : damage.Message.TrimEnd('.');
}
