using Microsoft.Data.Sqlite;

namespace DoorFace.Storage;

/// <summary>The tables and how they came to be: step n brings a file from schema version n − 1 to n (SQLite's user_version).</summary>
internal static class Schema
{
    /// <summary>Marks a file as ours ("DFac"), in SQLite's application_id.</summary>
    public const long ApplicationId = 0x44466163;

    // A released step is never edited; a change of the tables is a new step at the end.
    private static readonly string[] Steps =
    [
        """
        CREATE TABLE resident (
            id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 32 AND id NOT GLOB '*[^0-9a-f]*'),
            name TEXT NOT NULL,
            name_key TEXT NOT NULL UNIQUE, -- the name without its case
            enrolled_at INTEGER NOT NULL CHECK (enrolled_at BETWEEN 0 AND 253402300799999) -- milliseconds since 1970, universal time
        ) STRICT, WITHOUT ROWID;

        -- No CHECK here: opening fails on a row that breaks one, and a damaged reference must lock out its owner only.
        CREATE TABLE reference (
            id TEXT NOT NULL PRIMARY KEY,
            subject TEXT NOT NULL REFERENCES resident (id) ON DELETE CASCADE,
            embedder TEXT NOT NULL, -- SHA-256 of the model, hexadecimal
            template BLOB NOT NULL  -- little-endian float32, unit length
        ) STRICT;

        CREATE INDEX reference_by_subject ON reference (subject);

        -- Holds a row from the removal of a resident until the last byte of their templates is erased.
        CREATE TABLE pending_erasure (id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1)) STRICT;
        """,
    ];

    /// <summary>The version this program writes.</summary>
    public static long CurrentVersion => Steps.Length;

    /// <summary>Takes the missing steps, each in a transaction of its own: a power cut leaves a whole version.</summary>
    /// <exception cref="SqliteException">A step failed; the file keeps the version before it.</exception>
    public static void Migrate(SqliteConnection connection)
    {
        while (connection.Integer("PRAGMA user_version") < CurrentVersion)
        {
            using var transaction = connection.BeginTransaction();
            // Read again under the write lock: another process may just have taken the step.
            var version = connection.Integer("PRAGMA user_version");
            if (version < CurrentVersion)
            {
                connection.Execute(Steps[version]);
                connection.Execute($"PRAGMA user_version = {version + 1}");
            }

            transaction.Commit();
        }
    }
}
