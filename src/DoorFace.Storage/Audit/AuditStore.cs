using DoorFace.Core.Audit;
using DoorFace.Core.Door;
using DoorFace.Core.State;
using DoorFace.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace DoorFace.Storage.Audit;

/// <summary>
/// What happened at the door and what the door must not forget, in an SQLite file of its own: a full or damaged audit never touches the
/// residents, and an entry hardly ever makes the gallery load again, see <see cref="IAuditSigner"/>. What was appended is on the medium when the
/// method returns, or not there at all. The oldest entries make room for new ones. No name is ever in this file, so erasing a resident leaves
/// nothing of them here but a random id. Each entry is chained to all before it, see <see cref="HashChain"/>, and the newest is under the unit's seal.
/// The service writes, commands may beside it, and others may read meanwhile. Within a process, a store is used by one thread at a time.
/// Every method throws <see cref="StorageException"/> when the file fails.
/// </summary>
public sealed partial class AuditStore : IDisposable
{
    /// <summary>
    /// Entries that are kept, about 20 MB as entries usually are; a fifth of that besides of what came from outside, and what was emptied.
    /// </summary>
    public const int MostEntries = 100_000;

    private readonly StoredFile _file;
    private readonly AuditRoom _room;
    private readonly IAuditSigner? _signer;
    private bool _hasUnsealedMemory;
    private IDisposable? _stay;

    private AuditStore(StoredFile file, SqliteConnection connection, int most, IAuditSigner? signer)
    {
        _file = file;
        _room = new AuditRoom(most);
        _signer = signer;
        Connection = connection;
    }

    /// <summary>Which start of the service entries belong to, from 1 on; 0 for a store that only reads.</summary>
    public long Boot { get; private set; }

    /// <summary>How the run before this start ended, in words; null for a store that a command opened.</summary>
    public string? PreviousStop { get; private set; }

    /// <summary>Whether the machine was off, or started anew, since the service last ran; false also when that is not known.</summary>
    public bool MachineWasOff { get; private set; }

    internal SqliteConnection Connection { get; }

    /// <summary>Stores entries, and what the door must remember from now on, together.</summary>
    /// <param name="entries">In the order they happened; none when only the memory changed.</param>
    /// <param name="memory">Null when it did not change.</param>
    /// <returns>The place of the last of them in the chain, for a receipt; of the last stored before when there are none.</returns>
    public ChainLink Append(IReadOnlyList<AuditRecord> entries, DoorMemory? memory)
    {
        ArgumentNullException.ThrowIfNull(entries);
        RequireWriter();
        return Change(entries.Count > 0 || memory is not null, audit =>
        {
            if (memory is not null)
                _hasUnsealedMemory = !audit.StoreMemory(memory);
            var last = audit.Append(entries);
            if (entries.Count > 0)
                audit.Limit(_room, entries.Count, entries[^1]);
            return last;
        });
    }

    /// <summary>Remembers what the residents' file is, so that an older or another one is noticed by this audit.</summary>
    /// <param name="residents">As it is on the medium already.</param>
    /// <param name="isAccepted">Whatever was remembered goes: root said so, or a factory reset. Otherwise what is newer or another unit's stays.</param>
    public void RememberResidents(RememberedResidents residents, bool isAccepted = false)
    {
        ArgumentNullException.ThrowIfNull(residents);
        RequireWriter();
        if (_signer?.Signer() is not { } signer)
            return;
        _file.Run(() =>
        {
            using var transaction = Connection.BeginTransaction();
            ResidentsRow.Write(Connection, residents, SealRows.AuditId(Connection), signer, isAccepted);
            transaction.Commit();
            return true;
        });
    }

    /// <summary>
    /// Empties the entries whose time is over, and erases what was in them from the file and its log; the rest verifies as before. Without the
    /// unit's key nothing is emptied, for nobody could tell it from a forgery.
    /// </summary>
    /// <param name="retention">How long they are kept.</param>
    /// <param name="stamp">Now, by a clock that is trusted; its event does not matter.</param>
    /// <returns>Whether there were any.</returns>
    /// <exception cref="StorageException">
    /// <see cref="StorageFault.ErasureUnfinished"/>: they are emptied, but see <see cref="IsErasurePending"/>. Otherwise nothing is changed.
    /// </exception>
    public bool Retain(AuditRetention retention, AuditRecord stamp)
    {
        ArgumentNullException.ThrowIfNull(retention);
        ArgumentNullException.ThrowIfNull(stamp);
        RequireWriter();
        var emptied = stamp.ClockTrusted && Change(true, audit => audit.Retain(retention, stamp));
        if (emptied)
            FinishErasure();
        return emptied;
    }

    /// <summary>
    /// Removes every entry and erases it from the file and its log, and deletes the damaged files that were moved aside. The start's number, what
    /// the door remembers and the numbers of the entries go on, and so does the chain.
    /// </summary>
    /// <param name="entries">What is stored instead, together with the removal; may be empty.</param>
    /// <param name="at">When it is removed.</param>
    /// <returns>As for <see cref="Append"/>.</returns>
    /// <exception cref="StorageException">
    /// <see cref="StorageFault.ErasureUnfinished"/>: the entries are removed, but see <see cref="IsErasurePending"/>. Otherwise no entry is removed.
    /// </exception>
    public ChainLink Clear(IReadOnlyList<AuditRecord> entries, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(entries);
        RequireWriter();
        try
        {
            DamagedAudit.DeleteAll(_file.Path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw _file.Describe(e, "was not cleared: a damaged one beside it could not be deleted");
        }

        var last = Change(true, audit =>
        {
            audit.RemoveAll(at);
            var written = audit.Append(entries);
            Erasure.Mark(Connection);
            return written;
        });
        FinishErasure();
        return last;
    }

    /// <summary>True while removed entries may still be in the file; the next start of the service erases them.</summary>
    public bool IsErasurePending() => _file.Run(() => Erasure.IsPending(Connection));

    public void Dispose()
    {
        Connection.Dispose();
        _stay?.Dispose();
    }

    /// <summary>All of it or nothing; and what the unit is to remember of it, once it is on the medium.</summary>
    private T Change<T>(bool seals, Func<SealedAudit, T> change)
    {
        var signer = seals ? _signer?.Signer() : null;
        var (result, remembered) = _file.Run(() =>
        {
            using var transaction = Connection.BeginTransaction();
            var audit = new SealedAudit(Connection, Boot, signer, signer is null ? null : _signer?.Remembered, signer is null ? null : _signer?.Residents);
            // Stored by this process while the key could not be had.
            if (_hasUnsealedMemory && signer is not null && DoorMemoryRow.LoadOrSafest(Connection) is { } memory)
                _hasUnsealedMemory = !audit.StoreMemory(memory);
            var changed = change(audit);
            transaction.Commit();
            return (changed, audit.ToRemember);
        });
        if (remembered is not null)
            _signer!.Remember(remembered);
        return result;
    }

    private void FinishErasure()
    {
        try
        {
            _file.Run(() =>
            {
                Erasure.Finish(Connection);
                return true;
            });
        }
        catch (StorageException e)
        {
            throw new StorageException(
                StorageFault.ErasureUnfinished, $"The audit's entries are removed but not yet erased from the file; the next start does it. {e.Message}", e);
        }
    }

    private void RequireWriter()
    {
        if (Boot == 0)
            throw new InvalidOperationException("This audit was opened for reading.");
    }

    private void CountBoot(string? machineBoot) => (Boot, PreviousStop, MachineWasOff) = _file.Run(() =>
    {
        using var transaction = Connection.BeginTransaction();
        var wasOff = PreviousRun.EndedWithTheMachine(Connection, machineBoot);
        var previous = PreviousRun.Describe(Connection, machineBoot);
        Connection.Execute(
            "INSERT INTO boot (only_row, number, machine_boot) VALUES (1, 1, $machine) ON CONFLICT DO UPDATE SET number = number + 1, machine_boot = $machine",
            ("$machine", machineBoot));
        var number = Connection.Integer("SELECT number FROM boot");
        transaction.Commit();
        return (number, previous, wasOff);
    });
}
