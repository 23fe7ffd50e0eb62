using DoorFace.Core.Audit;
using DoorFace.Core.Biometrics;
using DoorFace.Core.Door;
using Microsoft.Data.Sqlite;

namespace DoorFace.Storage;

/// <summary>
/// What happened at the door and what the door must not forget, in an SQLite file of its own: a full or damaged audit never touches the
/// residents, and an entry never makes the gallery load again. What was appended is on the medium when the method returns, or not there at all.
/// The oldest entries make room for new ones. No name is ever in this file, so erasing a resident leaves nothing of them here but a random id.
/// Each entry is chained to all before it, see <see cref="HashChain"/>. The service writes, commands may beside it, and others may read
/// meanwhile. Within a process, a store is used by one thread at a time.
/// Every method throws <see cref="StorageException"/> when the file fails.
/// </summary>
public sealed class AuditStore : IDisposable
{
    /// <summary>Entries that are kept; about 20 MB as entries usually are.</summary>
    public const int MostEntries = 100_000;

    private readonly StoredFile _file;
    private readonly int _most;

    private AuditStore(StoredFile file, SqliteConnection connection, int most)
    {
        _file = file;
        _most = most;
        Connection = connection;
    }

    /// <summary>Which start of the service entries belong to, from 1 on; 0 for a store that only reads.</summary>
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
        return OpenFor(path, busyTimeout, most, store =>
        {
            store.CountBoot();
            try
            {
                Erasure.Finish(store.Connection);
            }
            catch (SqliteException)
            {
                // The mark stays, so IsErasurePending tells; the door must go on.
            }
        });
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

    /// <summary>Opens the audit for what a command does, beside the service or without it: counts no start, and its entries belong to the latest.</summary>
    /// <exception cref="StorageException">The file cannot be used and stays as it was; see <see cref="StorageFault"/>.</exception>
    public static AuditStore OpenForAppending(string path, TimeSpan? busyTimeout = null) => OpenFor(
        path,
        busyTimeout,
        MostEntries,
        store => store.Boot = store._file.Run(() => store.Connection.Integer("SELECT coalesce((SELECT number FROM boot), 1)")));

    /// <summary>Stores entries, and what the door must remember from now on, together.</summary>
    /// <param name="entries">In the order they happened; none when only the memory changed.</param>
    /// <param name="memory">Null when it did not change.</param>
    /// <returns>The place of the last of them in the chain, for a receipt; of the last stored before when there are none.</returns>
    public ChainLink Append(IReadOnlyList<AuditRecord> entries, DoorMemory? memory)
    {
        ArgumentNullException.ThrowIfNull(entries);
        RequireWriter();
        return _file.Run(() =>
        {
            using var transaction = Connection.BeginTransaction();
            var last = AuditRows.Append(Connection, Boot, entries);
            if (memory is not null)
                DoorMemoryRow.Store(Connection, memory);
            if (entries.Count > 0)
                AuditRows.Prune(Connection, _most);
            transaction.Commit();
            return last;
        });
    }

    /// <summary>
    /// Removes every entry and erases it from the file and its log, and deletes the damaged files that were moved aside. The start's number, what
    /// the door remembers and the numbers of the entries go on, and so does the chain.
    /// </summary>
    /// <param name="entries">What is stored instead, together with the removal: that it happened.</param>
    /// <returns>As for <see cref="Append"/>.</returns>
    /// <exception cref="StorageException">
    /// <see cref="StorageFault.ErasureUnfinished"/>: the entries are removed, but see <see cref="IsErasurePending"/>. Otherwise no entry is removed.
    /// </exception>
    public ChainLink Clear(IReadOnlyList<AuditRecord> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        RequireWriter();
        try
        {
            DamagedAudit.DeleteAll(_file.Path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw _file.Fault(StorageFault.Failed, $"was not cleared: a damaged one beside it could not be deleted: {e.Message}", e);
        }

        var last = _file.Run(() =>
        {
            using var transaction = Connection.BeginTransaction();
            AuditRows.RemoveAll(Connection);
            var written = AuditRows.Append(Connection, Boot, entries);
            Erasure.Mark(Connection);
            transaction.Commit();
            return written;
        });
        try
        {
            Erasure.Finish(Connection);
        }
        catch (SqliteException e)
        {
            throw new StorageException(
                StorageFault.ErasureUnfinished,
                $"The audit's entries are removed but not yet erased from the file; the next start does it. {_file.Describe(e).Message}",
                e);
        }

        return last;
    }

    /// <summary>True while removed entries may still be in the file; the next start of the service erases them.</summary>
    public bool IsErasurePending() => _file.Run(() => Erasure.IsPending(Connection));

    /// <summary>Checks every entry that is kept against the chain, at one instant of it: others may write meanwhile.</summary>
    public ChainVerification Verify() => _file.Run(() => AuditRows.Verify(Connection));

    /// <summary>What the door must remember; that of a new door when nothing was ever stored.</summary>
    public DoorMemory LoadMemory() => _file.Run(() => DoorMemoryRow.Load(Connection) ?? new DoorMemory());

    /// <summary>The latest wall clock of all entries since the last one by which an administrator confirmed the clock; null when there is none.</summary>
    public DateTimeOffset? LatestEntryAt() => _file.Run(() => AuditClock.LatestEntryAt(Connection));

    /// <summary>Whether the last thing said of the clock is that it cannot be trusted: it was neither set right nor confirmed since.</summary>
    public bool IsClockDistrusted() => _file.Run(() => AuditClock.IsDistrusted(Connection));

    /// <summary>Entries, the newest first.</summary>
    /// <param name="most">How many, at least 1.</param>
    /// <param name="before">Only those before this <see cref="AuditEntry.Sequence"/>; null for the newest of all.</param>
    public IReadOnlyList<AuditEntry> Read(int most, long? before = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        return _file.Run(() => AuditRows
            .Select(Connection, "WHERE sequence < $before ORDER BY sequence DESC LIMIT $most", ("$before", before ?? long.MaxValue), ("$most", most))
            .ToList());
    }

    /// <summary>Entries, the oldest first.</summary>
    /// <param name="after">Only those after this <see cref="AuditEntry.Sequence"/>; 0 for the oldest of all.</param>
    /// <param name="most">How many, at least 1.</param>
    public IReadOnlyList<AuditEntry> ReadAfter(long after, int most)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        return _file.Run(() => AuditRows
            .Select(Connection, "WHERE sequence > $after ORDER BY sequence LIMIT $most", ("$after", after), ("$most", most))
            .ToList());
    }

    /// <summary>Every entry that concerns a resident, the oldest first.</summary>
    public IReadOnlyList<AuditEntry> EntriesOf(SubjectId subject) => _file.Run(() => AuditRows
        .Select(Connection, "WHERE subject = $subject ORDER BY sequence", ("$subject", subject.ToString()))
        .ToList());

    /// <summary>How many entries there are.</summary>
    public long Count() => _file.Run(() => Connection.Integer("SELECT count(*) FROM entry"));

    public void Dispose() => Connection.Dispose();

    private static AuditStore OpenFor(string path, TimeSpan? busyTimeout, int most, Action<AuditStore> begin)
    {
        var store = OpenFile(path, busyTimeout, most);
        try
        {
            begin(store);
            return store;
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

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

    private void RequireWriter()
    {
        if (Boot == 0)
            throw new InvalidOperationException("This audit was opened for reading.");
    }

    private void CountBoot() => Boot = _file.Run(() =>
    {
        using var transaction = Connection.BeginTransaction();
        Connection.Execute("INSERT INTO boot (only_row, number) VALUES (1, 1) ON CONFLICT DO UPDATE SET number = number + 1");
        var number = Connection.Integer("SELECT number FROM boot");
        transaction.Commit();
        return number;
    });
}
