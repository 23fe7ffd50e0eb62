using DoorFace.Core.Audit;
using DoorFace.Core.Biometrics;
using Microsoft.Data.Sqlite;

namespace DoorFace.Storage;

/// <summary>The audit's entries and what chains them. Whatever changes them is called within a transaction that writes.</summary>
internal static class AuditRows
{
    private const int LongestDetail = 500;
    private const string Columns = "SELECT sequence, boot, at, since_start, kind, subject, detail, hash FROM entry";

    // The greatest number ever given. Where they differ, entries were put in or cut off behind SQLite's back; the next number is free all the same.
    private const string LastGivenNumber =
        "max(coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'entry'), 0), coalesce((SELECT max(sequence) FROM entry), 0))";

    /// <summary>Adds entries at the end of the chain, which is read now: another process may have written since.</summary>
    /// <returns>The last one's place.</returns>
    public static ChainLink Append(SqliteConnection connection, long boot, IReadOnlyList<AuditRecord> records)
    {
        var last = new ChainLink(LastGiven(connection), LastHash(connection));
        foreach (var record in records)
        {
            var entry = new AuditEntry(
                last.Sequence + 1,
                boot,
                DateTimeOffset.FromUnixTimeMilliseconds(record.At.ToUnixTimeMilliseconds()),
                TimeSpan.FromMilliseconds(record.SinceStart.Ticks / TimeSpan.TicksPerMillisecond),
                record.Event.Kind.ToString(),
                record.Event.Subject,
                Storable(record.Event.Detail));
            last = new ChainLink(entry.Sequence, HashChain.HashOf(last.Hash, entry));
            connection.Execute(
                "INSERT INTO entry (sequence, boot, at, since_start, kind, subject, detail, hash) VALUES ($sequence, $boot, $at, $sinceStart, $kind, $subject, $detail, $hash)",
                ("$sequence", entry.Sequence), ("$boot", boot), ("$at", entry.At.ToUnixTimeMilliseconds()),
                ("$sinceStart", entry.SinceStart.Ticks / TimeSpan.TicksPerMillisecond), ("$kind", entry.Kind), ("$subject", entry.Subject?.ToString()),
                ("$detail", entry.Detail), ("$hash", last.Hash.ToArray()));
        }

        return last;
    }

    /// <summary>Makes room: takes the oldest away, some at a time, so that not every entry costs a deletion besides.</summary>
    public static void Prune(SqliteConnection connection, int most)
    {
        var newest = connection.Integer("SELECT max(sequence) FROM entry");
        // Numbers are given without gaps and taken from the oldest on.
        if (newest - connection.Integer("SELECT min(sequence) FROM entry") < most)
            return;

        var last = newest - most + (most / 100);
        foreach (var entry in Select(connection, "WHERE sequence = $last AND hash IS NOT NULL", ("$last", last)).ToList())
            SetAnchor(connection, new ChainLink(last, entry.Hash!.Value));
        connection.Execute("DELETE FROM entry WHERE sequence <= $last", ("$last", last));
    }

    /// <summary>Takes every entry away; the chain goes on behind the last.</summary>
    public static void RemoveAll(SqliteConnection connection)
    {
        SetAnchor(connection, new ChainLink(LastGiven(connection), LastHash(connection)));
        connection.Execute("DELETE FROM entry");
    }

    /// <summary>What stands before the first chained entry that is kept; the beginning of a new audit when somebody took it away.</summary>
    public static ChainLink Anchor(SqliteConnection connection) => connection
        .Rows("SELECT sequence, hash FROM anchor", row => new ChainLink(row.GetInt64(0), ReadHash(row, 1)))
        .SingleOrDefault();

    public static long LastGiven(SqliteConnection connection) => connection.Integer($"SELECT {LastGivenNumber}");

    /// <summary>Entries, one by one; the clauses follow the list of columns.</summary>
    public static IEnumerable<AuditEntry> Select(
        SqliteConnection connection, string clauses, params ReadOnlySpan<(string Name, object? Value)> parameters) =>
        connection.Each($"{Columns} {clauses}", Read, parameters);

    /// <summary>Checks every entry against the chain, all as they are at one instant.</summary>
    public static ChainVerification Verify(SqliteConnection connection)
    {
        using var snapshot = connection.BeginTransaction(deferred: true);
        return HashChain.Verify(Anchor(connection), Select(connection, "ORDER BY sequence"), LastGiven(connection));
    }

    private static void SetAnchor(SqliteConnection connection, ChainLink link) => connection.Execute(
        "INSERT OR REPLACE INTO anchor (only_row, sequence, hash) VALUES (1, $sequence, $hash)",
        ("$sequence", link.Sequence), ("$hash", link.Hash.ToArray()));

    private static ChainHash LastHash(SqliteConnection connection) => connection
        .Rows("SELECT hash FROM entry WHERE hash IS NOT NULL ORDER BY sequence DESC LIMIT 1", row => (ChainHash?)ReadHash(row, 0))
        .SingleOrDefault() ?? Anchor(connection).Hash;

    private static AuditEntry Read(SqliteDataReader row) => new(
        row.GetInt64(0),
        row.GetInt64(1),
        DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(2)),
        // A greater one was never written by us; the chain tells.
        TimeSpan.FromMilliseconds(Math.Min(row.GetInt64(3), TimeSpan.MaxValue.Ticks / TimeSpan.TicksPerMillisecond)),
        row.GetString(4),
        row.IsDBNull(5) ? null : new SubjectId(Guid.ParseExact(row.GetString(5), "N")),
        row.GetString(6),
        row.IsDBNull(7) ? null : ReadHash(row, 7));

    private static ChainHash ReadHash(SqliteDataReader row, int column) => new(row.GetFieldValue<byte[]>(column));

    // Text ends at a NUL when it is read, and the hash must be of what is read.
    private static string Storable(string detail) =>
        (detail.Length <= LongestDetail ? detail : detail[..(LongestDetail - 1)] + "…").Replace('\0', '\uFFFD');
}
