using DoorFace.Core.Audit;
using DoorFace.Core.Biometrics;
using DoorFace.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace DoorFace.Storage.Audit;

/// <summary>The audit's entries and where they begin. Whatever changes them is called within a transaction that writes.</summary>
internal static class AuditRows
{
    private const int LongestDetail = 500;

    private const string Columns =
        "SELECT sequence, boot, at, since_start, clock_trusted, kind, subject, detail, retention, salt, digest, hash FROM entry";

    // The greatest number ever given. Where they differ, entries were put in or cut off behind SQLite's back; the next number is free all the same.
    private const string LastGivenNumber =
        "max(coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'entry'), 0), coalesce((SELECT max(sequence) FROM entry), 0))";

    /// <summary>Adds an entry behind another.</summary>
    /// <returns>Its place.</returns>
    public static ChainLink Add(SqliteConnection connection, ChainLink last, long boot, AuditRecord record)
    {
        var entry = new AuditEntry(
            last.Sequence + 1,
            boot,
            DateTimeOffset.FromUnixTimeMilliseconds(record.At.ToUnixTimeMilliseconds()),
            TimeSpan.FromMilliseconds(record.SinceStart.Ticks / TimeSpan.TicksPerMillisecond),
            record.Event.Kind.ToString(),
            record.Event.Subject,
            Storable(record.Event.Detail))
        {
            ClockTrusted = record.ClockTrusted,
        };
        var chained = HashChain.Chain(last, entry, AuditRetention.ClassOf(record.Event));
        connection.Execute(
            """
            INSERT INTO entry (sequence, boot, at, since_start, clock_trusted, kind, subject, detail, retention, salt, digest, hash)
            VALUES ($sequence, $boot, $at, $sinceStart, $trusted, $kind, $subject, $detail, $retention, $salt, $digest, $hash)
            """,
            ("$sequence", entry.Sequence), ("$boot", boot), ("$at", entry.At.ToUnixTimeMilliseconds()),
            ("$sinceStart", entry.SinceStart.Ticks / TimeSpan.TicksPerMillisecond), ("$trusted", entry.ClockTrusted), ("$kind", entry.Kind),
            ("$subject", entry.Subject?.ToString()), ("$detail", entry.Detail), ("$retention", (int)chained.Class),
            ("$salt", chained.Salt!.Value.ToArray()), ("$digest", chained.Digest!.Value.ToArray()), ("$hash", chained.Hash!.Value.ToArray()));
        return new ChainLink(entry.Sequence, chained.Hash.Value);
    }

    /// <summary>Where the next entry goes: behind the greatest number ever given and the newest hash there is.</summary>
    public static ChainLink Last(SqliteConnection connection) => new(LastGiven(connection), LastHash(connection));

    public static long LastGiven(SqliteConnection connection) => connection.Integer($"SELECT {LastGivenNumber}");

    /// <summary>What stands before the first chained entry that is kept, and what may be empty; the beginning of a new audit when somebody took it away.</summary>
    public static (ChainLink Link, ErasedMarks Erased) Anchor(SqliteConnection connection) => connection
        .Rows(
            "SELECT sequence, hash, access_erased, administration_erased, outside_erased, evicted FROM anchor",
            row => (new ChainLink(row.GetInt64(0), HashAt(row, 1)), new ErasedMarks(row.GetInt64(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5))))
        .SingleOrDefault();

    public static void SetAnchor(SqliteConnection connection, ChainLink link, ErasedMarks erased) => connection.Execute(
        """
        INSERT OR REPLACE INTO anchor (only_row, sequence, hash, access_erased, administration_erased, outside_erased, evicted)
        VALUES (1, $sequence, $hash, $access, $administration, $outside, $evicted)
        """,
        ("$sequence", link.Sequence), ("$hash", link.Hash.ToArray()), ("$access", erased.Access), ("$administration", erased.Administration),
        ("$outside", erased.Outside), ("$evicted", erased.Evicted));

    /// <summary>Takes the content and the salt of entries away; the clause follows WHERE.</summary>
    public static void Empty(SqliteConnection connection, string clause, params ReadOnlySpan<(string Name, object? Value)> parameters) => connection.Execute(
        $"UPDATE entry SET boot = NULL, at = NULL, since_start = NULL, clock_trusted = NULL, kind = NULL, subject = NULL, detail = NULL, salt = NULL WHERE {clause}",
        parameters);

    /// <summary>The hash that stands at a number; null when there is none.</summary>
    public static ChainHash? HashOf(SqliteConnection connection, long sequence) => connection
        .Rows("SELECT hash FROM entry WHERE sequence = $sequence AND hash IS NOT NULL", row => (ChainHash?)HashAt(row, 0), ("$sequence", sequence))
        .SingleOrDefault();

    /// <summary>Entries that can be read and have not been emptied, one by one; the clauses follow the list of columns.</summary>
    public static IEnumerable<AuditEntry> Select(
        SqliteConnection connection, string clauses, params ReadOnlySpan<(string Name, object? Value)> parameters) =>
        SelectChained(connection, clauses, parameters).Select(entry => entry.Content).OfType<AuditEntry>();

    /// <summary>Entries with what proves them, the emptied and unreadable ones too.</summary>
    public static IEnumerable<ChainedEntry> SelectChained(
        SqliteConnection connection, string clauses, params ReadOnlySpan<(string Name, object? Value)> parameters) =>
        connection.Each($"{Columns} {clauses}", Read, parameters);

    private static ChainHash LastHash(SqliteConnection connection) => connection
        .Rows("SELECT hash FROM entry WHERE hash IS NOT NULL ORDER BY sequence DESC LIMIT 1", row => (ChainHash?)HashAt(row, 0))
        .SingleOrDefault() ?? Anchor(connection).Link.Hash;

    private static ChainedEntry Read(SqliteDataReader row)
    {
        var sequence = row.GetInt64(0);
        try
        {
            ChainHash? hash = row.IsDBNull(11) ? null : HashAt(row, 11);
            return new ChainedEntry(
                sequence,
                (RetentionClass)row.GetByte(8),
                Content(row, hash),
                row.IsDBNull(9) ? null : new EntrySalt(row.GetFieldValue<byte[]>(9)),
                row.IsDBNull(10) ? null : HashAt(row, 10),
                hash);
        }
        catch (Exception e) when (StoredValue.IsDamage(e))
        {
            // The tables' own rules forbid it, and somebody went round them.
            return new ChainedEntry(sequence, RetentionClass.Administration, null, null, null, null) { IsUnreadable = true };
        }
    }

    private static AuditEntry? Content(SqliteDataReader row, ChainHash? hash) => Enumerable.Range(1, 7).All(row.IsDBNull)
        ? null
        : new AuditEntry(
            row.GetInt64(0),
            row.GetInt64(1),
            DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(2)),
            // A greater one was never written by us; the chain tells.
            TimeSpan.FromMilliseconds(Math.Min(row.GetInt64(3), TimeSpan.MaxValue.Ticks / TimeSpan.TicksPerMillisecond)),
            row.GetString(5),
            row.IsDBNull(6) ? null : new SubjectId(Guid.ParseExact(row.GetString(6), "N")),
            row.GetString(7),
            hash)
        {
            ClockTrusted = !row.IsDBNull(4) && row.GetBoolean(4),
        };

    private static ChainHash HashAt(SqliteDataReader row, int column) => new(row.GetFieldValue<byte[]>(column));

    // Text ends at a NUL when it is read, and the hash must be of what is read.
    private static string Storable(string detail) =>
        (detail.Length <= LongestDetail ? detail : detail[..(LongestDetail - 1)] + "…").Replace('\0', '\uFFFD');
}
