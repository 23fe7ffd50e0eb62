using DoorFace.Storage.Keys;
using DoorFace.Storage.Residents;
using DoorFace.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace DoorFace.Storage.Tests.Support;

/// <summary>Takes steps of the schemas back, so that a file is as an earlier version of the program left it.</summary>
internal static class Earlier
{
    /// <summary>Before residents were under a seal, and before there was a witness.</summary>
    public static void MakeVersion4(SqliteConnection connection)
    {
        var keys = KeyLocation.Beside(connection.DataSource);
        File.Delete(keys.Witness);
        using var vault = Vault.Open(connection, connection.DataSource, keys);
        using var signer = vault.Signer(connection);
        vault.WriteSigner(connection, signer.ExportPrivateKey());
        connection.Execute("PRAGMA user_version = 4");
    }

    /// <summary>Before there was a key: templates lie there as they were enrolled.</summary>
    public static void MakeVersion3(SqliteConnection connection, IEnumerable<NewReference> references)
    {
        var keys = KeyLocation.Beside(connection.DataSource);
        File.Delete(keys.File);
        File.Delete(keys.Witness);
        connection.Execute("DROP TABLE secret; DROP TABLE resident_key");
        foreach (var (id, reference) in connection.Rows("SELECT id FROM reference ORDER BY rowid", row => row.GetString(0)).Zip(references))
            connection.Execute("UPDATE reference SET template = $plain WHERE id = $id", ("$plain", TemplateBlob.Encode(reference.Template.Values)), ("$id", id));
        connection.Execute("ALTER TABLE reference DROP COLUMN sealed; PRAGMA user_version = 3");
    }

    /// <summary>Before administrators, suspensions, the day of the last use, and consents.</summary>
    public static void MakeVersion2(SqliteConnection connection, IReadOnlyList<NewReference>? references = null)
    {
        MakeVersion3(connection, references ?? []);
        connection.Execute("DROP TABLE consent; ALTER TABLE reference DROP COLUMN created_at");
        DropColumns(connection, "suspended", "administrator", "last_used_at", "expiry_warnings");
        connection.Execute("PRAGMA user_version = 2");
    }

    /// <summary>Before hours and dates, too.</summary>
    public static void MakeVersion1(SqliteConnection connection)
    {
        MakeVersion2(connection);
        DropColumns(connection, "schedule", "valid_from", "valid_until");
        connection.Execute("PRAGMA user_version = 1");
    }

    /// <summary>An audit whose chain was of the entries themselves, without salts and seals. What the hashes were does not matter any more.</summary>
    public static void MakeAuditVersion2(SqliteConnection connection) => connection.Execute(
        """
        ALTER TABLE door_memory DROP COLUMN taken_of_hour; ALTER TABLE door_memory DROP COLUMN taken_of_day; ALTER TABLE door_memory DROP COLUMN seal;
        DROP TABLE seal; DROP TABLE identity; DROP TABLE residents;
        ALTER TABLE boot DROP COLUMN machine_boot;
        ALTER TABLE entry RENAME TO entry_later;
        CREATE TABLE entry (
            sequence INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
            boot INTEGER NOT NULL CHECK (boot > 0),
            at INTEGER NOT NULL,
            since_start INTEGER NOT NULL CHECK (since_start >= 0),
            kind TEXT NOT NULL,
            subject TEXT CHECK (length(subject) = 32 AND subject NOT GLOB '*[^0-9a-f]*'),
            detail TEXT NOT NULL,
            hash BLOB CHECK (length(hash) = 32)
        ) STRICT;
        INSERT INTO entry SELECT sequence, boot, at, since_start, kind, subject, detail, hash FROM entry_later;
        DROP TABLE entry_later;
        ALTER TABLE anchor DROP COLUMN outside_erased;
        ALTER TABLE anchor DROP COLUMN evicted;
        ALTER TABLE anchor DROP COLUMN access_erased;
        ALTER TABLE anchor DROP COLUMN administration_erased;
        PRAGMA user_version = 2
        """);

    /// <summary>An audit whose door memory was under no seal, and that remembered nothing of the residents.</summary>
    public static void MakeAuditVersion5(SqliteConnection connection) =>
        connection.Execute("DROP TABLE residents; ALTER TABLE door_memory DROP COLUMN seal; PRAGMA user_version = 5");

    /// <summary>An audit without a class of its own for what comes from outside.</summary>
    public static void MakeAuditVersion4(SqliteConnection connection)
    {
        MakeAuditVersion5(connection);
        connection.Execute(
        """
        UPDATE entry SET retention = 0 WHERE retention = 2;
        ALTER TABLE anchor DROP COLUMN outside_erased;
        ALTER TABLE anchor DROP COLUMN evicted;
        ALTER TABLE seal DROP COLUMN outside_erased;
        ALTER TABLE seal DROP COLUMN evicted;
        PRAGMA user_version = 4
        """);
    }

    /// <summary>An audit that remembered nothing of the budgets of refused attempts, either.</summary>
    public static void MakeAuditVersion3(SqliteConnection connection)
    {
        MakeAuditVersion4(connection);
        connection.Execute("ALTER TABLE door_memory DROP COLUMN taken_of_hour; ALTER TABLE door_memory DROP COLUMN taken_of_day; PRAGMA user_version = 3");
    }

    private static void DropColumns(SqliteConnection connection, params string[] columns)
    {
        foreach (var column in columns)
            connection.Execute($"ALTER TABLE resident DROP COLUMN {column}");
    }
}
