using DoorFace.Core.Door;
using DoorFace.Storage.Sqlite;

namespace DoorFace.Storage.Audit;

/// <summary>How an audit is opened: to begin a start, to look at it, or to add to it.</summary>
public sealed partial class AuditStore
{
    /// <summary>Opens the audit for a starting service, and counts the start.</summary>
    /// <param name="path">The file; created, readable by its owner only, when it does not exist. Its folder must exist.</param>
    /// <param name="busyTimeout">How long to wait for another process; 5 s when null.</param>
    /// <param name="most">Entries that are kept, at least 1.</param>
    /// <param name="signer">The unit's, which stays the caller's; null for entries under no seal.</param>
    /// <param name="machineBoot">The kernel's number of this start of the machine; null when it is not known.</param>
    /// <exception cref="StorageException">The file cannot be used and stays as it was; see <see cref="StorageFault"/>.</exception>
    public static AuditStore Open(
        string path, TimeSpan? busyTimeout = null, int most = MostEntries, IAuditSigner? signer = null, string? machineBoot = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        return OpenFor(path, busyTimeout, most, signer, store =>
        {
            store.RequireReadable();
            store.CountBoot(machineBoot);
            try
            {
                store.FinishErasure();
            }
            catch (StorageException)
            {
                // The mark stays, so IsErasurePending tells; the door must go on.
            }
        });
    }

    /// <summary>
    /// As <see cref="Open"/>, but a damaged file is moved aside and a new one begun: the door must go on. What the door remembered is unknown then,
    /// so its memory says that the tamper alarm is on, and an administrator has to look.
    /// </summary>
    /// <param name="path">As for <see cref="Open"/>; and so on.</param>
    /// <param name="busyTimeout">How long to wait for another process; 5 s when null.</param>
    /// <param name="signer">The unit's.</param>
    /// <param name="machineBoot">The kernel's number of this start of the machine.</param>
    /// <param name="known">The damage, where it was found by using the file although it can be opened; null to find out.</param>
    /// <exception cref="StorageException">The file cannot be used for another reason, or could not be moved.</exception>
    public static OpenedAudit OpenOrReplace(
        string path, TimeSpan? busyTimeout = null, IAuditSigner? signer = null, string? machineBoot = null, StorageException? known = null)
    {
        AuditStore store;
        string? damage = null;
        try
        {
            store = known is null ? Open(path, busyTimeout, MostEntries, signer, machineBoot) : throw known;
        }
        catch (StorageException e) when (e.Fault is StorageFault.Corrupt or StorageFault.NotADatabase)
        {
            // First: whatever a power cut leaves, nobody else is accused of having taken it away.
            if (signer?.Remembered is { } lost)
                signer.Remember(lost with { IsSetAside = true });
            (damage, store) = AuditGuests.Alone(() =>
                ($"{e.Message} It is now '{MoveAway(path, e)}'. ", Open(path, busyTimeout, MostEntries, signer, machineBoot)));
        }

        try
        {
            // Asked of the files and not only of what was just done: a power cut may have come between the two.
            if (store._file.Run(() => DoorMemoryRow.Exists(store.Connection)) || !DamagedAudit.Exists(Path.GetFullPath(path)))
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
    public static AuditStore OpenForReading(string path, TimeSpan? busyTimeout = null) => OpenFor(path, busyTimeout, MostEntries, null, _ => { }, AuditGuests.Enter());

    /// <summary>Opens the audit for what a command does, beside the service or without it: counts no start, and its entries belong to the latest.</summary>
    /// <exception cref="StorageException">The file cannot be used and stays as it was; see <see cref="StorageFault"/>.</exception>
    public static AuditStore OpenForAppending(string path, TimeSpan? busyTimeout = null, IAuditSigner? signer = null) => OpenFor(
        path,
        busyTimeout,
        MostEntries,
        signer,
        store => store.Boot = store._file.Run(() => store.Connection.Integer("SELECT coalesce((SELECT number FROM boot), 1)")),
        AuditGuests.Enter());

    private static AuditStore OpenFor(string path, TimeSpan? busyTimeout, int most, IAuditSigner? signer, Action<AuditStore> begin, IDisposable? stay = null)
    {
        AuditStore? store = null;
        try
        {
            store = OpenFile(path, busyTimeout, most, signer);
            store._stay = stay;
            begin(store);
            return store;
        }
        catch
        {
            store?.Dispose();
            stay?.Dispose();
            throw;
        }
    }

    private static AuditStore OpenFile(string path, TimeSpan? busyTimeout, int most, IAuditSigner? signer)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var file = new StoredFile(Path.GetFullPath(path), AuditSchema.Current);
        return new AuditStore(file, Database.Open(file, busyTimeout ?? Database.DefaultBusyTimeout), most, signer);
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
}
