using System.Security.Cryptography;
using DoorFace.Core.Biometrics;
using DoorFace.Storage.Keys;
using DoorFace.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace DoorFace.Storage.Residents;

/// <summary>
/// Templates as they are stored (ISO/IEC 24745): turned by the unit's rotation, so that they compare with nothing of another unit, and sealed by their
/// resident's key together with what they belong to, so that they can be destroyed by destroying that key and be put nowhere else.
/// </summary>
internal static class SealedTemplates
{
    /// <summary>Seals features.</summary>
    /// <param name="key">The resident's key.</param>
    /// <param name="rotation">Turns them first; null when they are turned already.</param>
    /// <param name="features">A vector of unit length.</param>
    /// <param name="place">What they belong to: <see cref="PlaceOf"/>.</param>
    public static byte[] Seal(byte[] key, KeyedRotation? rotation, ReadOnlySpan<float> features, string place)
    {
        Span<float> turned = GC.AllocateUninitializedArray<float>(features.Length, pinned: true);
        features.CopyTo(turned);
        rotation?.Turn(turned, turned);
        Embedding.Normalize(turned);
        var plain = TemplateBlob.Encode(turned);
        try
        {
            return Sealed.Seal(key, plain, place);
        }
        finally
        {
            turned.Clear();
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    /// <summary>Opens a stored template: the turned features.</summary>
    /// <exception cref="CryptographicException">Another key sealed it, for another place, or it was changed since.</exception>
    /// <exception cref="FormatException">It is no template.</exception>
    public static Embedding Open(byte[] key, ReadOnlySpan<byte> box, string place)
    {
        var plain = Sealed.Open(key, box, place);
        try
        {
            return TemplateBlob.Decode(plain);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    public static string PlaceOf(string reference, string subject, string embedder) => $"template {reference} {subject} {embedder}";

    /// <summary>Turns and seals what was stored before the unit had a key; in the caller's transaction. True when there was anything.</summary>
    public static bool SealPlain(SqliteConnection connection, Vault vault) => Each(connection, "sealed = 0", (subject, rows) =>
    {
        var key = vault.CreateResidentKey(connection, subject);
        foreach (var row in rows)
        {
            if (Sound(() => TemplateBlob.Decode(row.Template)) is { } template)
                Update(connection, row.Id, Seal(key, vault.Rotation(connection, template.Dimension), template.Values, PlaceOf(row.Id, subject, row.Embedder)));
        }

        CryptographicOperations.ZeroMemory(key);
    });

    /// <summary>
    /// Turns every template by another rotation and seals it by another key; in the caller's transaction. Damaged ones stay as they are: no key
    /// that is left opens them.
    /// </summary>
    public static void Renew(SqliteConnection connection, Vault vault)
    {
        Dictionary<int, KeyedRotation> before = [];
        List<(string Id, string Subject, string Embedder, Embedding Template)> opened = [];
        Each(connection, "sealed <> 0", (subject, rows) =>
        {
            if (Sound(() => vault.ResidentKey(connection, subject)) is not { } key)
                return;
            foreach (var row in rows)
            {
                if (Sound(() => Open(key, row.Template, PlaceOf(row.Id, subject, row.Embedder))) is { } template)
                    opened.Add((row.Id, subject, row.Embedder, template));
            }

            CryptographicOperations.ZeroMemory(key);
        });
        foreach (var row in opened)
            before[row.Template.Dimension] = vault.Rotation(connection, row.Template.Dimension);

        vault.RenewRotation(connection);
        foreach (var group in opened.GroupBy(row => row.Subject))
        {
            var key = vault.CreateResidentKey(connection, group.Key);
            foreach (var (id, subject, embedder, template) in group)
            {
                var features = GC.AllocateUninitializedArray<float>(template.Dimension, pinned: true);
                template.Values.CopyTo(features);
                before[template.Dimension].TurnBack(features, features);
                Update(connection, id, Seal(key, vault.Rotation(connection, template.Dimension), features, PlaceOf(id, subject, embedder)));
                Array.Clear(features);
                template.Clear();
            }

            CryptographicOperations.ZeroMemory(key);
        }
    }

    private static bool Each(SqliteConnection connection, string condition, Action<string, List<(string Id, string Embedder, byte[] Template)>> act)
    {
        var rows = connection.Rows(
            $"SELECT subject, id, embedder, template FROM reference WHERE {condition} ORDER BY rowid",
            row => (Subject: row.GetString(0), Id: row.GetString(1), Embedder: row.GetString(2), Template: row.GetFieldValue<byte[]>(3)));
        foreach (var group in rows.GroupBy(row => row.Subject))
            act(group.Key, [.. group.Select(row => (row.Id, row.Embedder, row.Template))]);
        return rows.Count > 0;
    }

    private static T? Sound<T>(Func<T> open)
        where T : class
    {
        try
        {
            return open();
        }
        catch (Exception damage) when (damage is CryptographicException or FormatException)
        {
            // Refused as damaged whenever it is loaded.
            return null;
        }
    }

    private static void Update(SqliteConnection connection, string reference, byte[] box) =>
        connection.Execute("UPDATE reference SET template = $box, sealed = 1 WHERE id = $id", ("$box", box), ("$id", reference));
}
