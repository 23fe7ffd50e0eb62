using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace DoorFace.Storage.Sqlite;

/// <summary>Rids the file and its log of every byte of a removed resident. A mark in the file makes sure that a power cut only delays it.</summary>
internal static class Erasure
{
    /// <summary>Call in the transaction that deletes.</summary>
    public static void Mark(SqliteConnection connection) => connection.Execute("INSERT OR IGNORE INTO pending_erasure (id) VALUES (1)");

    public static bool IsPending(SqliteConnection connection) => connection.Integer("SELECT count(*) FROM pending_erasure") > 0;

    /// <exception cref="SqliteException">Not finished: another process is reading, or the disk is full. The mark stays.</exception>
    public static void Finish(SqliteConnection connection)
    {
        if (!IsPending(connection))
            return;

        // secure_delete alone is not enough: a row that moved to another page before it was deleted leaves its old bytes behind
        // (about one template of 200 bytes in 40,000). Only a rebuilt file is sure to hold nothing but what is live.
        connection.Execute("VACUUM");
        if (connection.Integer("PRAGMA wal_checkpoint(TRUNCATE)") != 0)
            throw new SqliteException("The log could not be emptied while another process reads it.", SQLITE_BUSY);
        connection.Execute("DELETE FROM pending_erasure");
    }
}
