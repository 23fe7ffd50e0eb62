using DoorFace.Core.Audit;
using DoorFace.Core.Biometrics;
using DoorFace.Core.Door;
using Microsoft.Data.Sqlite;

namespace DoorFace.Storage;

/// <summary>
/// What happened at the door and what the door must not forget, in an SQLite file of its own: a full or damaged audit never touches the
/// residents, and an entry never makes the gallery load again. What was appended is on the medium when the method returns, or not there at all.
/// The oldest entries make room for new ones. No name is ever in this file, so erasing a resident leaves nothing of them here but a random id.
/// One service writes; others may read meanwhile. Within a process, a store is used by one thread at a time.
/// Every method throws <see cref="StorageException"/> when the file fails.
/// </summary>
public sealed class AuditStore : IDisposable
{
    /// <summary>Entries that are kept; about 20 MB as entries usually are.</summary>
    public const int MostEntries = 100_000;

    private const int LongestDetail = 500;

    private readonly StoredFile _file;
    private readonly int _most;

    private AuditStore(StoredFile file, SqliteConnection connection, int most)
    {
        _file = file;
        _most = most;
        Connection = connection;
    }

    /// <summary>Which start of the service this is, from 1 on; 0 for a store that only reads.</summary>
    public long Boot { get; private set; }

    internal SqliteConnection Connection { get; }

    /// <summary>Opens the audit for a starting service, and counts the start.</summary>
    /// <param name="path">The file; created, readable by its owner only, when it does not exist. Its folder must exist.</param>
    /// <param name="busyTimeout">How long to wait for another process; 5 s when null.</param>
    /// <param name="most">Entries that are kept, at least 1.</param>
    /// <exception cref="StorageException">The file cannot be used and stays as it was; see <see cref="StorageFault"/>.</exception>
    public static AuditStore Open(string path, TimeSpan? busyTimeout = null, int most = MostEntries)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        var store = OpenFile(path, busyTimeout, most);
        try
        {
            store.CountBoot();
            return store;
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    /// <summary>
    /// As <see cref="Open"/>, but a damaged file is moved aside and a new one begun: the door must go on. What the door remembered is unknown then,
    /// so its memory says that the tamper alarm is on, and an administrator has to look.
    /// </summary>
    /// <exception cref="StorageException">The file cannot be used for another reason, or could not be moved.</exception>
    public static OpenedAudit OpenOrReplace(string path, TimeSpan? busyTimeout = null)
    {
        AuditStore store;
        string? damage = null;
        try
        {
            store = Open(path, busyTimeout);
        }
        catch (StorageException e) when (e.Fault is StorageFault.Corrupt or StorageFault.NotADatabase)
        {
            damage = $"{e.Message} It is now '{MoveAway(path, e)}'. ";
            store = Open(path, busyTimeout);
        }

        try
        {
            // Asked of the files and not only of what was just done: a power cut may have come between the two.
            if (store._file.Run(() => DoorMemoryRow.Load(store.Connection)) is not null || !DamagedAudit.Exists(Path.GetFullPath(path)))
                return new OpenedAudit(store, null);

            store.Append([], new DoorMemory(Tamper: true));
            return new OpenedAudit(
                store,
                $"{damage}A new audit was begun after a damaged one. What the door remembered is lost, so the tamper alarm is on: look at the unit and clear it.");
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    /// <summary>Opens the audit to look at it, beside a service that writes it.</summary>
    /// <exception cref="StorageException">The file cannot be used and stays as it was; see <see cref="StorageFault"/>.</exception>
    public static AuditStore OpenForReading(string path, TimeSpan? busyTimeout = null) => OpenFile(path, busyTimeout, MostEntries);

    /// <summary>Stores entries, and what the door must remember from now on, together.</summary>
    /// <param name="entries">In the order they happened; none when only the memory changed.</param>
    /// <param name="memory">Null when it did not change.</param>
    public void Append(IReadOnlyList<AuditRecord> entries, DoorMemory? memory)
    {
        ArgumentNullException.ThrowIfNull(entries);
        if (Boot == 0)
            throw new InvalidOperationException("This audit was opened for reading.");

        _file.Run(() =>
        {
            using var transaction = Connection.BeginTransaction();
            foreach (var entry in entries)
                Insert(entry);
            if (memory is not null)
                DoorMemoryRow.Store(Connection, memory);
            if (entries.Count > 0)
                Prune();
            transaction.Commit();
            return true;
        });
    }

    /// <summary>What the door must remember; that of a new door when nothing was ever stored.</summary>
    public DoorMemory LoadMemory() => _file.Run(() => DoorMemoryRow.Load(Connection) ?? new DoorMemory());

    /// <summary>The latest wall clock of all entries since the last one by which an administrator confirmed the clock; null when there is none.</summary>
    public DateTimeOffset? LatestEntryAt() => _file.Run(() => Connection.Rows(
        "SELECT max(at) FROM entry WHERE sequence >= coalesce((SELECT max(sequence) FROM entry WHERE kind = $confirmed), 0)",
        row => row.IsDBNull(0) ? (DateTimeOffset?)null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(0)),
        ("$confirmed", nameof(AuditKind.ClockConfirmed))).Single());

    /// <summary>Whether the last thing said of the clock is that it cannot be trusted: it was neither set right nor confirmed since.</summary>
    public bool IsClockDistrusted() => _file.Run(() => Connection.Rows(
        """
        SELECT kind FROM entry
        WHERE kind = $confirmed OR (kind = $mended AND detail = $clock) OR (kind = $fault AND detail LIKE $clock || ':%')
        ORDER BY sequence DESC LIMIT 1
        """,
        row => row.GetString(0) == nameof(AuditKind.Fault),
        ("$confirmed", nameof(AuditKind.ClockConfirmed)), ("$mended", nameof(AuditKind.FaultMended)), ("$fault", nameof(AuditKind.Fault)),
        ("$clock", nameof(DoorFault.Clock))).SingleOrDefault());

    /// <summary>Entries, the newest first.</summary>
    /// <param name="most">How many, at least 1.</param>
    /// <param name="before">Only those before this <see cref="AuditEntry.Sequence"/>; null for the newest of all.</param>
    public IReadOnlyList<AuditEntry> Read(int most, long? before = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        return _file.Run(() => Connection.Rows(
            "SELECT sequence, boot, at, since_start, kind, subject, detail FROM entry WHERE sequence < $before ORDER BY sequence DESC LIMIT $most",
            ReadEntry,
            ("$before", before ?? long.MaxValue), ("$most", most)));
    }

    /// <summary>How many entries there are.</summary>
    public long Count() => _file.Run(() => Connection.Integer("SELECT count(*) FROM entry"));

    public void Dispose() => Connection.Dispose();

    private static AuditStore OpenFile(string path, TimeSpan? busyTimeout, int most)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var file = new StoredFile(Path.GetFullPath(path), AuditSchema.Current);
        return new AuditStore(file, Database.Open(file, busyTimeout ?? Database.DefaultBusyTimeout), most);
    }

    private static string MoveAway(string path, StorageException damage)
    {
        try
        {
            return DamagedAudit.MoveAway(Path.GetFullPath(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageException(damage.Fault, $"{damage.Message} It could not be moved aside: {e.Message}", e);
        }
    }

    private static AuditEntry ReadEntry(SqliteDataReader row) => new(
        row.GetInt64(0),
        row.GetInt64(1),
        DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(2)),
        TimeSpan.FromMilliseconds(row.GetInt64(3)),
        row.GetString(4),
        row.IsDBNull(5) ? null : new SubjectId(Guid.ParseExact(row.GetString(5), "N")),
        row.GetString(6));

    private void CountBoot() => Boot = _file.Run(() =>
    {
        using var transaction = Connection.BeginTransaction();
        Connection.Execute("INSERT INTO boot (only_row, number) VALUES (1, 1) ON CONFLICT DO UPDATE SET number = number + 1");
        var number = Connection.Integer("SELECT number FROM boot");
        transaction.Commit();
        return number;
    });

    private void Insert(AuditRecord record) => Connection.Execute(
        "INSERT INTO entry (boot, at, since_start, kind, subject, detail) VALUES ($boot, $at, $sinceStart, $kind, $subject, $detail)",
        ("$boot", Boot), ("$at", record.At.ToUnixTimeMilliseconds()), ("$sinceStart", (long)record.SinceStart.TotalMilliseconds),
        ("$kind", record.Event.Kind.ToString()), ("$subject", record.Event.Subject?.ToString()), ("$detail", Cut(record.Event.Detail)));

    // Some at a time, so that not every entry costs a deletion besides.
    private void Prune()
    {
        var newest = Connection.Integer("SELECT max(sequence) FROM entry");
        // Numbers are given without gaps and taken from the oldest on.
        if (newest - Connection.Integer("SELECT min(sequence) FROM entry") >= _most)
            Connection.Execute("DELETE FROM entry WHERE sequence <= $last", ("$last", newest - _most + (_most / 100)));
    }

    private static string Cut(string detail) => detail.Length <= LongestDetail ? detail : detail[..(LongestDetail - 1)] + "…";
}
