using DoorFace.Core.Audit;
using DoorFace.Storage.Keys;
using DoorFace.Storage.Residents;
using DoorFace.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace DoorFace.Storage.Inspection;

/// <summary>
/// Looks whether a residents file can be read with the key that is there, beside a service that uses it. Neither the file nor a key is changed; SQLite may
/// leave an empty log beside what was only read.
/// </summary>
public static class KeyInspection
{
    /// <summary>Where the key is that fits; null while the file is on none yet.</summary>
    /// <exception cref="StorageException">The key is missing, another one, or cannot be used; or the file cannot be read.</exception>
    public static string? Look(string database, KeyLocation keys) => Look(database, keys, (vault, _) => vault.KeyPath);

    /// <summary>What the unit remembers of its audit; null for nothing.</summary>
    /// <exception cref="StorageException">As for <see cref="Look(string, KeyLocation)"/>.</exception>
    public static RememberedAudit? RememberedAudit(string database, KeyLocation keys) =>
        Look(database, keys, (vault, connection) => vault.RememberedAudit(connection));

    private static T? Look<T>(string database, KeyLocation keys, Func<Vault, SqliteConnection, T?> look)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(keys);
        var file = new StoredFile(Path.GetFullPath(database), ResidentsSchema.Current);
        return file.Run(() =>
        {
            var options = new SqliteConnectionStringBuilder { DataSource = file.Path, Mode = SqliteOpenMode.ReadOnly, Pooling = false };
            using var connection = new SqliteConnection(options.ConnectionString);
            connection.Open();
            // An older file has no place for secrets.
            if (connection.Integer("SELECT count(*) FROM sqlite_schema WHERE name = 'secret'") == 0 || !Vault.Exists(connection))
                return null;

            using var vault = new ResidentVault(connection, file, keys);
            return vault.Look(opened => look(opened, connection));
        });
    }
}
