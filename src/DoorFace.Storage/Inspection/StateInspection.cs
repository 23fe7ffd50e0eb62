using DoorFace.Core.Audit;
using DoorFace.Core.Keys;
using DoorFace.Core.State;
using DoorFace.Storage.Audit;
using DoorFace.Storage.Keys;
using DoorFace.Storage.Residents;
using DoorFace.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace DoorFace.Storage.Inspection;

/// <summary>Reads what each part of a unit's state says, beside a service that uses it. Nothing is changed.</summary>
public static class StateInspection
{
    /// <param name="database">The residents' file.</param>
    /// <param name="audit">The audit.</param>
    /// <param name="keys">Where the master key and the witness are.</param>
    /// <exception cref="StorageException">A file cannot be looked at now.</exception>
    public static StateEvidence Look(string database, string audit, KeyLocation keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        // In this order: what is remembered never runs ahead of what it is remembered of.
        var evidence = WithWitness(new StateEvidence { HasKeyFile = File.Exists(keys.File) }, keys.Witness);
        var (row, unverified) = WithAudit(evidence, Path.GetFullPath(audit));
        var (found, key) = WithResidents(unverified, Path.GetFullPath(database), keys);
        return found with { IsAuditMemorySound = row is not null && key is not null && row(key) };
    }

    private static StateEvidence WithWitness(StateEvidence evidence, string path)
    {
        try
        {
            var (exists, witness) = WitnessFile.Load(path);
            return evidence with { Witness = witness, WitnessFile = witness is not null ? PartPresence.Known : exists ? PartPresence.Unusable : PartPresence.Missing };
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StorageException(StorageFault.Failed, $"The witness '{path}' cannot be read: {error.Message}", error);
        }
    }

    private static (Func<UnitPublicKey, bool>? IsSound, StateEvidence Evidence) WithAudit(StateEvidence evidence, string path)
    {
        if (PresenceOf(path) is { } absent)
            return (null, evidence with { AuditFile = absent });
        var file = new StoredFile(path, AuditSchema.Current);
        using var stay = AuditGuests.Enter();
        try
        {
            return file.Run<(Func<UnitPublicKey, bool>?, StateEvidence)>(() =>
            {
                using var connection = Open(path);
                DatabaseFile.CheckOwner(connection, file);
                // An earlier version's has no such table, and the next start makes it.
                var hasRow = connection.Integer("SELECT count(*) FROM sqlite_schema WHERE name = 'residents'") > 0;
                if (connection.Integer("SELECT count(*) FROM sqlite_schema WHERE name = 'identity'") == 0)
                    return (null, evidence with { AuditFile = PartPresence.New });
                using var snapshot = connection.BeginTransaction(deferred: true);
                var id = SealRows.AuditId(connection);
                var row = hasRow ? ResidentsRow.Read(connection) : null;
                // Read now, and judged when the key is known.
                return (row is { } stored ? key => ResidentsRow.IsSound(stored, id, key) : null, evidence with
                {
                    AuditFile = PartPresence.Known,
                    AuditId = id,
                    AuditRemembers = row?.Says,
                    HasWitnessedEntry = evidence.Witness is not { AuditId.IsEmpty: false } witness || !witness.AuditId.Span.SequenceEqual(id) || Has(connection, witness.Audit),
                });
            });
        }
        catch (StorageException fault) when (IsOfTheFile(fault))
        {
            return (null, evidence with { AuditFile = PartPresence.Unusable });
        }
    }

    private static bool Has(SqliteConnection connection, ChainLink link)
    {
        var anchor = AuditRows.Anchor(connection).Link;
        return link.Sequence < anchor.Sequence
            || (link.Sequence == anchor.Sequence ? anchor.Hash : AuditRows.HashOf(connection, link.Sequence)) == link.Hash;
    }

    private static (StateEvidence Evidence, UnitPublicKey? Key) WithResidents(StateEvidence evidence, string path, KeyLocation keys)
    {
        if (PresenceOf(path) is { } absent)
            return (evidence with { ResidentsFile = absent }, null);
        var file = new StoredFile(path, ResidentsSchema.Current);
        try
        {
            return file.Run(() =>
            {
                using var connection = Open(path);
                DatabaseFile.CheckOwner(connection, file);
                if (connection.Integer("SELECT count(*) FROM sqlite_schema WHERE name = 'secret'") == 0)
                    return (evidence with { ResidentsFile = PartPresence.New }, null);
                if (!Vault.Exists(connection))
                    return (evidence with { ResidentsFile = PartPresence.New, WasReset = KeyReset.WasReset(connection) }, null);
                using var vault = new ResidentVault(connection, file, keys);
                var (found, key) = vault.Run(() => vault.Look(secrets =>
                {
                    using var signer = secrets.Signer(connection);
                    return (FoundResidents.Of(connection, secrets), signer.PublicKey);
                }));
                return (evidence with
                {
                    ResidentsFile = PartPresence.Known,
                    Residents = found.State,
                    MissingResidents = found.Missing,
                    DamagedResidents = found.Damaged,
                    IsWitnessed = found.IsWitnessed,
                    RememberedAudit = found.Audit,
                }, (UnitPublicKey?)key);
            });
        }
        catch (StorageException fault) when (IsOfTheFile(fault))
        {
            return (evidence with { ResidentsFile = PartPresence.Unusable, ResidentsFault = fault.Message }, null);
        }
    }

    private static bool IsOfTheFile(StorageException fault) => fault.Fault is StorageFault.Corrupt or StorageFault.NotADatabase or StorageFault.OtherApplication
        or StorageFault.KeyMissing or StorageFault.WrongKey or StorageFault.KeyUnusable or StorageFault.SecretsDamaged;

    private static PartPresence? PresenceOf(string path) =>
        !File.Exists(path) ? PartPresence.Missing : DatabaseFile.IsEmpty(path) && DatabaseFile.IsEmpty(path + "-wal") ? PartPresence.New : null;

    private static SqliteConnection Open(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ConnectionString);
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
