using Microsoft.Data.Sqlite;

namespace DoorFace.Storage.Tests.Support;

/// <summary>Takes steps of the residents' schema back, so that a file is as an earlier version of the program left it.</summary>
internal static class Earlier
{
    /// <summary>Before administrators, suspensions, the day of the last use, and consents.</summary>
    public static void MakeVersion2(SqliteConnection connection)
    {
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

    private static void DropColumns(SqliteConnection connection, params string[] columns)
    {
        foreach (var column in columns)
            connection.Execute($"ALTER TABLE resident DROP COLUMN {column}");
    }
}
