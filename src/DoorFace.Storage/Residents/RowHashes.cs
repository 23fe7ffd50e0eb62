using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using DoorFace.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace DoorFace.Storage.Residents;

/// <summary>
/// Hashes what is stored of a resident and decides: their row, their consents, and which references they have. Of each column its type and its bytes as
/// they are in the file. Templates are under seals of their own.
/// </summary>
internal static class RowHashes
{
    private static readonly string[] Resident =
    [
        "id", "name", "name_key", "enrolled_at", "schedule", "valid_from", "valid_until", "suspended", "administrator", "last_used_at", "expiry_warnings",
    ];

    private static readonly string[] Consent = ["id", "at", "boot", "text_version", "source"];

    private static readonly string[] Reference = ["id", "embedder", "sealed", "created_at"];

    /// <summary>By the resident's id.</summary>
    /// <param name="connection">In the caller's transaction.</param>
    /// <param name="id">Of one resident; null for everybody.</param>
    public static Dictionary<string, byte[]> Of(SqliteConnection connection, string? id = null)
    {
        Dictionary<string, IncrementalHash> hashes = new(StringComparer.Ordinal);
        Add(connection, hashes, "resident", "id", "id", Resident, id);
        Add(connection, hashes, "consent", "subject", "id", Consent, id);
        Add(connection, hashes, "reference", "subject", "id", Reference, id);
        var result = hashes.ToDictionary(pair => pair.Key, pair => pair.Value.GetHashAndReset(), StringComparer.Ordinal);
        foreach (var hash in hashes.Values)
            hash.Dispose();
        return result;
    }

    private static void Add(
        SqliteConnection connection, Dictionary<string, IncrementalHash> hashes, string table, string owner, string order, string[] columns, string? id)
    {
        var values = string.Join(", ", columns.Select(column => $"typeof({column}), CAST({column} AS BLOB)"));
        var rows = connection.Each(
            $"SELECT {owner}, {values} FROM {table} WHERE $id IS NULL OR {owner} = $id ORDER BY {owner}, {order}",
            row => (Owner: row.GetString(0), Bytes: Read(row, table, columns.Length)),
            ("$id", id));
        foreach (var row in rows)
        {
            if (table == "resident")
                hashes.TryAdd(row.Owner, IncrementalHash.CreateHash(HashAlgorithmName.SHA256));
            // What belongs to nobody decides nothing.
            hashes.GetValueOrDefault(row.Owner)?.AppendData(row.Bytes);
        }
    }

    private static byte[] Read(SqliteDataReader row, string table, int columns)
    {
        using var bytes = new MemoryStream();
        Write(bytes, Encoding.ASCII.GetBytes(table));
        for (var i = 0; i < columns; i++)
        {
            Write(bytes, Encoding.ASCII.GetBytes(row.GetString(1 + (2 * i))));
            Write(bytes, row.IsDBNull(2 + (2 * i)) ? [] : row.GetFieldValue<byte[]>(2 + (2 * i)));
        }

        return bytes.ToArray();
    }

    private static void Write(MemoryStream to, ReadOnlySpan<byte> value)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(length, value.Length);
        to.Write(length);
        to.Write(value);
    }
}
