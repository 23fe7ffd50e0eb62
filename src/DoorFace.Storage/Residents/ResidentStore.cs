using DoorFace.Core.Access;
using DoorFace.Core.Biometrics;
using DoorFace.Core.Enrollment;
using DoorFace.Storage.Keys;
using DoorFace.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace DoorFace.Storage.Residents;

/// <summary>
/// The residents and their biometric references, in one SQLite file. A change is on the medium when its method returns, or not made at all.
/// Several processes may have the file open; within one, a store is used by one thread at a time.
/// Every method throws <see cref="StorageException"/> when the file fails.
/// </summary>
public sealed partial class ResidentStore : IDisposable
{
    // More than any warning asks for.
    private const long MostHours = 100_000;

    private readonly StoredFile _file;
    private readonly Func<long> _readChangeStamp;
    private readonly ChangeCount _changes;
    private readonly ResidentVault _vault;
    private readonly KeyLocation _keys;

    private ResidentStore(StoredFile file, SqliteConnection connection, KeyLocation keys)
    {
        _file = file;
        _keys = keys;
        _vault = new ResidentVault(connection, file, keys);
        Connection = connection;
        _changes = new ChangeCount(connection);
        _readChangeStamp = _changes.Read;
    }

    internal SqliteConnection Connection { get; }

    /// <summary>Opens a residents file, brings it to the current schema, and finishes an erasure that was cut short.</summary>
    /// <param name="path">The file; created, readable by its owner only, when it does not exist. Its folder must exist.</param>
    /// <param name="busyTimeout">How long to wait for another process's write; 5 s when null.</param>
    /// <param name="keys">Where the unit's master key is, which only references and what is signed need; a file beside the residents when null.</param>
    /// <exception cref="StorageException">The file cannot be used and stays as it was; see <see cref="StorageFault"/>.</exception>
    public static ResidentStore Open(string path, TimeSpan? busyTimeout = null, KeyLocation? keys = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var file = new StoredFile(Path.GetFullPath(path), ResidentsSchema.Current);
        var store = new ResidentStore(file, Database.Open(file, busyTimeout ?? Database.DefaultBusyTimeout), keys ?? KeyLocation.Beside(path));
        try
        {
            store.FinishPending();
        }
        catch (StorageException)
        {
            // The mark stays, so IsErasurePending tells; residents must get in all the same.
        }

        return store;
    }

    /// <summary>Enrolls a resident with all references and the consent to them, or nobody.</summary>
    /// <param name="name">1 to 64 printable characters; blanks around it are dropped. Null for <c>Resident 1</c>, or the first such name that is free.</param>
    /// <param name="references">At least one.</param>
    /// <param name="enrolledAt">Kept to the millisecond.</param>
    /// <param name="consent">The resident's, to this enrollment.</param>
    /// <param name="administrator">Whether the resident is an administrator from the start; null for: if nobody else counts as one.</param>
    /// <param name="mostResidents">Maximum number of enrolled residents.</param>
    /// <exception cref="ResidentNameException">The name breaks the rules or is taken.</exception>
    /// <exception cref="StorageException"><see cref="StorageFault.GalleryFull"/>, or the file failed; nothing changed.</exception>
    public Resident Add(
        string? name,
        IReadOnlyList<NewReference> references,
        DateTimeOffset enrolledAt,
        Consent consent,
        bool? administrator = false,
        int mostResidents = ReferenceGallery.MostSubjects)
    {
        Require(references, consent);
        var chosen = name is null ? null : ResidentName.Normalize(name);
        var subject = SubjectId.New();
        return ChangeResident(subject, () =>
        {
            ResidentRows.RequireRoom(Connection, mostResidents);
            var unique = chosen ?? ResidentRows.FreeName(Connection);
            ResidentRows.RequireFree(Connection, unique, subject);
            var appoints = administrator ?? (ResidentRows.Household(Connection, enrolledAt, RosterCheck.Of(Connection, _vault.Current().Roster(Connection)!)) != Core.Enrollment.Household.Administered);
            ResidentRows.Insert(Connection, subject, unique, enrolledAt, appoints);
            ResidentRows.InsertReferences(Connection, _vault.Current(), subject, references, enrolledAt);
            ResidentRows.InsertConsent(Connection, subject, consent);
            return ResidentRows.WithId(Connection, subject);
        });
    }

    /// <summary>
    /// Puts new references, with the consent to them, in the place of all that a resident has, and erases the old ones as <see cref="Remove"/> does.
    /// It counts as a use.
    /// </summary>
    /// <param name="subject">Whose.</param>
    /// <param name="references">At least one.</param>
    /// <param name="at">When they were made; kept to the millisecond.</param>
    /// <param name="consent">The resident's, to these references; earlier ones are kept.</param>
    /// <param name="administrator">True to make the resident an administrator; false leaves that as it is.</param>
    /// <exception cref="StorageException">
    /// <see cref="StorageFault.ErasureUnfinished"/>: the new references hold, but see <see cref="IsErasurePending"/>. Otherwise nothing changed.
    /// </exception>
    public Resident ReplaceReferences(SubjectId subject, IReadOnlyList<NewReference> references, DateTimeOffset at, Consent consent, bool administrator)
    {
        Require(references, consent);
        var resident = ChangeResident(subject, () =>
        {
            Erasure.Mark(Connection);
            ResidentRows.Update(Connection, subject, "administrator = iif($administrator, 1, administrator)", ("$administrator", administrator));
            Connection.Execute("DELETE FROM reference WHERE subject = $subject", ("$subject", subject.ToString()));
            ResidentRows.InsertReferences(Connection, _vault.Current(), subject, references, at);
            ResidentRows.InsertConsent(Connection, subject, consent);
            ResidentRows.MarkUsed(Connection, subject, at);
            return ResidentRows.WithId(Connection, subject);
        });
        FinishErasure("The new references are stored, but the old templates are not yet erased from the file");
        return resident;
    }

    /// <summary>Everyone enrolled, by name.</summary>
    public IReadOnlyList<Resident> List() => Checked(check => ResidentRows.All(Connection, check));

    /// <summary>The resident of that name, whatever its case and encoding; null when nobody has it.</summary>
    /// <exception cref="ResidentNameException">Nobody can have such a name, or several have it and none exactly.</exception>
    public Resident? Find(string name)
    {
        // First as it is: what may be in a name has become less.
        return Checked(check => ResidentRows.WithExactName(Connection, name, check) ?? ResidentRows.WithName(Connection, ResidentName.Normalize(name), check));
    }

    /// <summary>What a resident agreed to, the oldest first. Those enrolled before consents were kept have none.</summary>
    public IReadOnlyList<Consent> Consents(SubjectId subject) => _file.Run(() => ResidentRows.Consents(Connection, subject));

    /// <summary>When each of a resident's references was made.</summary>
    public IReadOnlyList<DateTimeOffset> ReferenceDates(SubjectId subject) => _file.Run(() => ResidentRows.ReferenceDates(Connection, subject));

    /// <summary>Who is enrolled, as far as that decides who may enroll; never <see cref="Household.InDoubt"/>.</summary>
    /// <param name="now">What the clock says: an administrator whose time is over is none.</param>
    public Household Household(DateTimeOffset now) => Checked(check => ResidentRows.Household(Connection, now, check));

    /// <exception cref="ResidentNameException">The name breaks the rules or is another resident's.</exception>
    /// <exception cref="StorageException"><see cref="StorageFault.UnknownResident"/>, or the file failed.</exception>
    public void Rename(SubjectId subject, string name)
    {
        name = ResidentName.Normalize(name);
        ChangeResident(subject, () =>
        {
            ResidentRows.RequireFree(Connection, name, subject);
            ResidentRows.Update(Connection, subject, "name = $name, name_key = $key", ("$name", name), ("$key", ResidentRows.StoredKey(subject)));
            return true;
        });
    }

    /// <summary>Says anew when a resident may enter; times are kept to the millisecond. A suspension is not touched: see <see cref="SetSuspended"/>.</summary>
    /// <exception cref="StorageException"><see cref="StorageFault.UnknownResident"/>, or the file failed.</exception>
    public void SetEntitlement(SubjectId subject, Entitlement entitlement)
    {
        ArgumentNullException.ThrowIfNull(entitlement);
        Update(subject, EntitlementColumns.Assignment, EntitlementColumns.Parameters(entitlement));
    }

    /// <summary>Keeps a resident out, or ends that.</summary>
    /// <exception cref="StorageException"><see cref="StorageFault.UnknownResident"/>, or the file failed.</exception>
    public void SetSuspended(SubjectId subject, bool suspended) => Update(subject, "suspended = $suspended", ("$suspended", suspended));

    /// <summary>Makes a resident an administrator, or ends that.</summary>
    /// <exception cref="StorageException"><see cref="StorageFault.UnknownResident"/>, or the file failed.</exception>
    public void SetAdministrator(SubjectId subject, bool administrator) =>
        Update(subject, "administrator = $administrator", ("$administrator", administrator));

    /// <summary>Notes that a resident came in, and takes back what was counted of <see cref="SetExpiryWarnings"/>.</summary>
    /// <param name="subject">Who.</param>
    /// <param name="at">When; kept to the day, so that nobody's comings and goings can be read from it.</param>
    /// <returns>False when there was nothing to write: noted on that day already, or nobody has this id.</returns>
    public bool MarkUsed(SubjectId subject, DateTimeOffset at) =>
        ChangeResident(subject, () => ResidentRows.MarkUsed(Connection, subject, at), changed => changed);

    /// <summary>For how many hours of running each resident's expiry has been shown; only of those for whom that is not 0.</summary>
    public IReadOnlyDictionary<SubjectId, int> ExpiryWarnings() => _file.Run(() => Connection.Rows(
        "SELECT id, expiry_warnings FROM resident WHERE expiry_warnings > 0",
        row => (Id: Guid.TryParseExact(row.GetString(0), "N", out var id) ? id : Guid.Empty, Hours: (int)Math.Min(row.GetInt64(1), MostHours)))
        .DistinctBy(row => row.Id).ToDictionary(row => new SubjectId(row.Id), row => row.Hours));

    /// <exception cref="StorageException"><see cref="StorageFault.UnknownResident"/>, or the file failed.</exception>
    public void SetExpiryWarnings(SubjectId subject, int hours) => Update(subject, "expiry_warnings = $hours", ("$hours", hours));

    /// <summary>Every reference of every resident and embedder. Damaged ones are set apart, so that they lock out nobody else.</summary>
    /// <exception cref="StorageException">The key fails: see <see cref="StorageFault"/>.</exception>
    public LoadedReferences LoadReferences() => WithVault(vault => ReferenceRows.Load(Connection, vault));

    /// <summary>
    /// A number that differs from the last one whenever residents or references changed in between, by this store or by another process.
    /// It may also differ when nothing changed. It means nothing to another store or after a restart. Costs microseconds.
    /// </summary>
    public long ChangeStamp() => _file.Run(_readChangeStamp);

    public void Dispose()
    {
        _vault.Dispose();
        _changes.Dispose();
        Connection.Dispose();
    }

    private static void Require(IReadOnlyList<NewReference> references, Consent consent)
    {
        ArgumentNullException.ThrowIfNull(references);
        ArgumentOutOfRangeException.ThrowIfZero(references.Count, nameof(references));
        ArgumentNullException.ThrowIfNull(consent);
    }

    private void Update(SubjectId subject, string assignment, params (string Name, object? Value)[] parameters) => ChangeResident(subject, () =>
    {
        ResidentRows.Update(Connection, subject, assignment, parameters);
        return true;
    });

    // All of it or nothing: what is not committed is undone.
    private T Change<T>(Func<T> change) => _file.Run(() =>
    {
        using var transaction = Connection.BeginTransaction();
        var result = _vault.Run(change);
        transaction.Commit();
        _changes.Add();
        return result;
    });
}
