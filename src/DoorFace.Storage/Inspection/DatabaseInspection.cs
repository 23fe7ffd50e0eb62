using DoorFace.Core.Audit;
using DoorFace.Storage.Audit;
using DoorFace.Storage.Residents;
using DoorFace.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace DoorFace.Storage.Inspection;

/// <summary>Looks at a database thoroughly, beside a service that uses it: nothing is migrated, repaired or finished, and no file is made.</summary>
public static class DatabaseInspection
{
    /// <summary>Looks at the residents.</summary>
    /// <exception cref="StorageException">The file is missing, is none of this kind, is damaged, or may not be read.</exception>
    public static InspectedDatabase Residents(string path)
    {
        IReadOnlyList<string> names = [];
        return Inspect(path, ResidentsSchema.Current, connection =>
        {
            names = ResidentRows.NamesOfSeveral(connection);
            return null;
        }) with
        { NamesOfSeveral = names };
    }

    /// <summary>Looks at the audit, and checks its chain.</summary>
    /// <param name="path">The file.</param>
    /// <param name="remembered">What the unit remembers of it; null for nothing.</param>
    /// <exception cref="StorageException">As for the residents.</exception>
    public static InspectedDatabase Audit(string path, RememberedAudit? remembered = null) => Inspect(path, AuditSchema.Current, connection => new InspectedAudit(
        Verify(connection, remembered), AuditClock.LatestEntryAt(connection), AuditClock.IsDistrusted(connection)));

    private static ChainVerification Verify(SqliteConnection connection, RememberedAudit? remembered)
    {
        using var snapshot = connection.BeginTransaction(deferred: true);
        return SealedAudit.Verify(connection, key: null, remembered);
    }

    private static InspectedDatabase Inspect(string path, Schema schema, Func<SqliteConnection, InspectedAudit?> more)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var file = new StoredFile(Path.GetFullPath(path), schema);
        if (!File.Exists(file.Path))
            throw file.Fault(StorageFault.Failed, "does not exist, or its folder may not be looked into.");

        return file.Run(() =>
        {
            var options = new SqliteConnectionStringBuilder { DataSource = file.Path, Mode = SqliteOpenMode.ReadOnly, Pooling = false };
            using var connection = new SqliteConnection(options.ConnectionString);
            connection.Open();
            sqlite3_limit(connection.Handle, SQLITE_LIMIT_LENGTH, StoredValue.Longest);
            DatabaseFile.CheckOwner(connection, file);
            // Indexes too, which the check at every opening leaves out.
            if (connection.Text("PRAGMA integrity_check(1)") is var finding and not "ok")
                throw file.Corrupt(finding ?? "no answer from its check");

            var version = connection.Integer("PRAGMA user_version");
            // An older file lacks what the rest looks at.
            return version < schema.CurrentVersion
                ? new InspectedDatabase(version, schema.CurrentVersion, false, null)
                : new InspectedDatabase(version, schema.CurrentVersion, Erasure.IsPending(connection), more(connection));
        });
    }
}
