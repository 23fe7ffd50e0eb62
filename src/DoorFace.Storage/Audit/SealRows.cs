using DoorFace.Core.Audit;
using DoorFace.Core.Keys;
using DoorFace.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace DoorFace.Storage.Audit;

/// <summary>The signatures under places in the chain. Whatever changes them is called within a transaction that writes.</summary>
internal static class SealRows
{
    private const string Columns = "SELECT purpose, sequence, hash, boot, at, access_erased, administration_erased, key, signature, id, outside_erased, evicted FROM seal";

    /// <summary>Everything that holds the entries in their place.</summary>
    public static AuditSeals ReadAll(SqliteConnection connection)
    {
        var (anchor, erased) = AuditRows.Anchor(connection);
        return new AuditSeals(AuditId(connection), anchor, erased, [.. Read(connection, "ORDER BY sequence, id").Select(row => row.Seal)]);
    }

    /// <summary>The newest seal of a purpose and its number; null when there is none.</summary>
    public static (AuditSeal Seal, long Id)? Newest(SqliteConnection connection, SealPurpose purpose)
    {
        var rows = Read(connection, "WHERE purpose = $purpose ORDER BY id DESC LIMIT 1", ("$purpose", purpose.ToString()));
        return rows.Count == 0 ? null : rows[0];
    }

    public static bool Any(SqliteConnection connection) => connection.Integer("SELECT EXISTS (SELECT 1 FROM seal)") != 0;

    /// <summary>The greatest number under a checkpoint; 0 for none.</summary>
    public static long LastCheckpoint(SqliteConnection connection) =>
        connection.Integer("SELECT coalesce(max(sequence), 0) FROM seal WHERE purpose = 'Checkpoint'");

    public static void Add(SqliteConnection connection, AuditSeal seal) => connection.Execute(
        """
        INSERT INTO seal (purpose, sequence, hash, boot, at, access_erased, administration_erased, outside_erased, evicted, key, signature)
        VALUES ($purpose, $sequence, $hash, $boot, $at, $access, $administration, $outside, $evicted, $key, $signature)
        """,
        ("$purpose", seal.Purpose.ToString()), ("$sequence", seal.Link.Sequence), ("$hash", seal.Link.Hash.ToArray()), ("$boot", seal.Boot),
        ("$at", seal.At.ToUnixTimeMilliseconds()), ("$access", seal.Erased.Access), ("$administration", seal.Erased.Administration),
        ("$outside", seal.Erased.Outside), ("$evicted", seal.Erased.Evicted),
        ("$key", seal.Key!.ToArray()), ("$signature", seal.Signature.ToArray()));

    public static void Remove(SqliteConnection connection, long id) => connection.Execute("DELETE FROM seal WHERE id = $id", ("$id", id));

    public static void RemoveAll(SqliteConnection connection, SealPurpose purpose) =>
        connection.Execute("DELETE FROM seal WHERE purpose = $purpose", ("$purpose", purpose.ToString()));

    /// <summary>Takes away what stands under entries that are kept no more.</summary>
    public static void RemoveUpTo(SqliteConnection connection, long sequence) => connection.Execute(
        "DELETE FROM seal WHERE purpose <> 'Anchor' AND sequence <= $sequence AND id <> (SELECT max(id) FROM seal WHERE purpose = 'Head')",
        ("$sequence", sequence));

    /// <summary>Sixteen bytes; empty when somebody took them away.</summary>
    public static byte[] AuditId(SqliteConnection connection) =>
        connection.Rows("SELECT audit_id FROM identity", row => row.GetFieldValue<byte[]>(0)).SingleOrDefault() ?? [];

    private static List<(AuditSeal Seal, long Id)> Read(
        SqliteConnection connection, string clauses, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        // Nearly all are by one key, and reading a key takes long.
        Dictionary<string, UnitPublicKey?> keys = [];
        return connection.Rows(
            $"{Columns} {clauses}",
            row => (
                new AuditSeal(
                    Enum.TryParse<SealPurpose>(row.GetString(0), out var purpose) ? purpose : SealPurpose.Checkpoint,
                    new ChainLink(row.GetInt64(1), Hash(row.GetFieldValue<byte[]>(2))),
                    row.GetInt64(3),
                    Time(row.GetInt64(4)),
                    new ErasedMarks(row.GetInt64(5), row.GetInt64(6), row.GetInt64(10), row.GetInt64(11)),
                    Key(row.GetFieldValue<byte[]>(7)),
                    row.GetFieldValue<byte[]>(8)),
                row.GetInt64(9)),
            parameters);

        UnitPublicKey? Key(byte[] info)
        {
            var text = Convert.ToHexString(info);
            if (!keys.TryGetValue(text, out var key))
                keys[text] = key = TryRead(info);
            return key;
        }
    }

    // What somebody put there by going round the tables' own rules makes a seal that is none.
    private static ChainHash Hash(byte[] bytes) => bytes.Length == ChainHash.Length ? new ChainHash(bytes) : default;

    private static DateTimeOffset Time(long milliseconds) =>
        milliseconds is >= -62135596800000 and <= 253402300799999 ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : DateTimeOffset.MaxValue;

    private static UnitPublicKey? TryRead(byte[] info)
    {
        try
        {
            return UnitPublicKey.FromArray(info);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
