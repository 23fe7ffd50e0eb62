using DoorFace.Core.Access;
using DoorFace.Core.Biometrics;
using Microsoft.Data.Sqlite;

namespace DoorFace.Storage;

/// <summary>
/// The residents and their biometric references, in one SQLite file. A change is on the medium when its method returns, or not made at all.
/// Several processes may have the file open; within one, a store is used by one thread at a time.
/// Every method throws <see cref="StorageException"/> when the file fails.
/// </summary>
public sealed class ResidentStore : IDisposable
{
    private const string ResidentColumns =
        $"SELECT id, name, enrolled_at, (SELECT count(*) FROM reference WHERE subject = resident.id), {EntitlementColumns.Names} FROM resident";

    private readonly StoredFile _file;
    private readonly Func<long> _readChangeStamp;
    private DataVersion? _version;
    private long _changes;
    private long _foreignVersion;

    private ResidentStore(StoredFile file, SqliteConnection connection)
    {
        _file = file;
        _readChangeStamp = ReadChangeStamp;
        Connection = connection;
    }

    internal SqliteConnection Connection { get; }

    /// <summary>Opens a residents file, brings it to the current schema, and finishes an erasure that was cut short.</summary>
    /// <param name="path">The file; created, readable by its owner only, when it does not exist. Its folder must exist.</param>
    /// <param name="busyTimeout">How long to wait for another process's write; 5 s when null.</param>
    /// <exception cref="StorageException">The file cannot be used and stays as it was; see <see cref="StorageFault"/>.</exception>
    public static ResidentStore Open(string path, TimeSpan? busyTimeout = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var file = new StoredFile(Path.GetFullPath(path), ResidentsSchema.Current);
        var store = new ResidentStore(file, Database.Open(file, busyTimeout ?? Database.DefaultBusyTimeout));
        try
        {
            Erasure.Finish(store.Connection);
        }
        catch (SqliteException)
        {
            // The mark stays, so IsErasurePending tells; residents must get in all the same.
        }

        return store;
    }

    /// <summary>Enrols a resident with all references, or nobody.</summary>
    /// <param name="name">1 to 64 printable characters; blanks around it are dropped.</param>
    /// <param name="references">At least one.</param>
    /// <param name="enrolledAt">Kept to the millisecond.</param>
    /// <exception cref="ResidentNameException">The name breaks the rules or is taken.</exception>
    public Resident Add(string name, IReadOnlyList<NewReference> references, DateTimeOffset enrolledAt)
    {
        ArgumentNullException.ThrowIfNull(references);
        ArgumentOutOfRangeException.ThrowIfZero(references.Count, nameof(references));
        name = ResidentName.Normalize(name);
        return _file.Run(() =>
        {
            var subject = SubjectId.New();
            using var transaction = Connection.BeginTransaction();
            RequireFree(name, subject);
            Connection.Execute(
                "INSERT INTO resident (id, name, name_key, enrolled_at) VALUES ($id, $name, $key, $at)",
                ("$id", subject.ToString()), ("$name", name), ("$key", ResidentName.KeyOf(name)), ("$at", enrolledAt.ToUnixTimeMilliseconds()));
            foreach (var reference in references)
            {
                Connection.Execute(
                    "INSERT INTO reference (id, subject, embedder, template) VALUES ($id, $subject, $embedder, $template)",
                    ("$id", ReferenceId.New().ToString()), ("$subject", subject.ToString()),
                    ("$embedder", reference.Embedder.Value), ("$template", TemplateBlob.Encode(reference.Template)));
            }

            var resident = Connection.Rows($"{ResidentColumns} WHERE id = $id", ReadResident, ("$id", subject.ToString())).Single();
            Commit(transaction);
            return resident;
        });
    }

    /// <summary>Everyone enrolled, by name.</summary>
    public IReadOnlyList<Resident> List() => _file.Run(() => Connection.Rows($"{ResidentColumns} ORDER BY name_key", ReadResident));

    /// <summary>The resident of that name, whatever its case; null when nobody has it.</summary>
    /// <exception cref="ResidentNameException">Nobody can have such a name.</exception>
    public Resident? Find(string name)
    {
        var key = ResidentName.KeyOf(ResidentName.Normalize(name));
        return _file.Run(() => Connection.Rows($"{ResidentColumns} WHERE name_key = $key", ReadResident, ("$key", key)).SingleOrDefault());
    }

    /// <exception cref="ResidentNameException">The name breaks the rules or is another resident's.</exception>
    /// <exception cref="StorageException"><see cref="StorageFault.UnknownResident"/>, or the file failed.</exception>
    public void Rename(SubjectId subject, string name)
    {
        name = ResidentName.Normalize(name);
        _file.Run(() =>
        {
            using var transaction = Connection.BeginTransaction();
            RequireFree(name, subject);
            Update(subject, "name = $name, name_key = $key", ("$name", name), ("$key", ResidentName.KeyOf(name)));
            Commit(transaction);
            return true;
        });
    }

    /// <summary>Says anew when a resident may enter; times are kept to the millisecond.</summary>
    /// <exception cref="StorageException"><see cref="StorageFault.UnknownResident"/>, or the file failed.</exception>
    public void SetEntitlement(SubjectId subject, Entitlement entitlement)
    {
        ArgumentNullException.ThrowIfNull(entitlement);
        _file.Run(() =>
        {
            using var transaction = Connection.BeginTransaction();
            Update(subject, EntitlementColumns.Assignment, EntitlementColumns.Parameters(entitlement));
            Commit(transaction);
            return true;
        });
    }

    /// <summary>Removes a resident and erases their references from the file and its log; false when nobody has this id.</summary>
    /// <exception cref="StorageException">
    /// <see cref="StorageFault.ErasureUnfinished"/>: the resident is removed, but see <see cref="IsErasurePending"/>. Otherwise nothing changed.
    /// </exception>
    public bool Remove(SubjectId subject)
    {
        var removed = _file.Run(() =>
        {
            using var transaction = Connection.BeginTransaction();
            if (Connection.Execute("DELETE FROM resident WHERE id = $id", ("$id", subject.ToString())) == 0)
                return false;
            Erasure.Mark(Connection);
            Commit(transaction);
            return true;
        });
        try
        {
            Erasure.Finish(Connection);
        }
        catch (SqliteException e)
        {
            throw new StorageException(
                StorageFault.ErasureUnfinished,
                "The resident is removed and not let in any more, but their templates are not yet erased from the file; "
                + $"the next start does it. {_file.Describe(e).Message}",
                e);
        }

        return removed;
    }

    /// <summary>Every reference of every resident and embedder. Damaged ones are set apart, so that they lock out nobody else.</summary>
    public LoadedReferences LoadReferences() => _file.Run(() => ReferenceRows.Load(Connection));

    /// <summary>True while templates of a removed resident may still be in the file; the next start or removal erases them.</summary>
    public bool IsErasurePending() => _file.Run(() => Erasure.IsPending(Connection));

    /// <summary>
    /// A number that differs from the last one whenever residents or references changed in between, by this store or by another process.
    /// It may also differ when nothing changed. It means nothing to another store or after a restart. Costs microseconds.
    /// </summary>
    public long ChangeStamp() => _file.Run(_readChangeStamp);

    public void Dispose()
    {
        _version?.Dispose();
        Connection.Dispose();
    }

    private long ReadChangeStamp()
    {
        // SQLite's data_version sees the commits of other connections only; Commit counts our own.
        _version ??= new DataVersion(Connection);
        var version = _version.Read();
        if (version != _foreignVersion)
        {
            _foreignVersion = version;
            _changes++;
        }

        return _changes;
    }

    private static Resident ReadResident(SqliteDataReader row)
    {
        var name = row.GetString(1);
        var (entitlement, damage) = EntitlementColumns.Read(row, 4, name);
        return new Resident(
            new SubjectId(Guid.ParseExact(row.GetString(0), "N")),
            name,
            DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(2)),
            row.GetInt32(3),
            entitlement,
            damage);
    }

    private void Update(SubjectId subject, string assignment, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        if (Connection.Execute($"UPDATE resident SET {assignment} WHERE id = $id", [.. parameters, ("$id", subject.ToString())]) == 0)
        {
            throw new StorageException(
                StorageFault.UnknownResident, $"No resident has the id {subject}; they may have been removed. List the residents and try again.");
        }
    }

    private void RequireFree(string name, SubjectId except)
    {
        var taken = Connection.Rows(
            "SELECT name FROM resident WHERE name_key = $key AND id <> $except",
            row => row.GetString(0),
            ("$key", ResidentName.KeyOf(name)), ("$except", except.ToString()));
        if (taken.Count > 0)
            throw new ResidentNameException($"The name '{name}' is taken: '{taken[0]}' is enrolled. Choose another, or remove that resident first.");
    }

    private void Commit(SqliteTransaction transaction)
    {
        transaction.Commit();
        _changes++;
    }
}
