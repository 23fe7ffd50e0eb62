namespace DoorFace.Storage;

/// <summary>The tables of the audit file.</summary>
internal static class AuditSchema
{
    // A released step is never edited; a change of the tables is a new step at the end.
    public static Schema Current { get; } = new(
        "audit file",
        0x44466175, // "DFau"
        "Move it away; the next start of the service begins a new one.",
    [
        """
        -- Counts the starts of the service: entries of one start can be ordered and timed whatever the wall clock did.
        CREATE TABLE boot (
            only_row INTEGER NOT NULL PRIMARY KEY CHECK (only_row = 1),
            number INTEGER NOT NULL CHECK (number > 0)
        ) STRICT;

        -- AUTOINCREMENT: the number of a pruned entry is never given again.
        CREATE TABLE entry (
            sequence INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
            boot INTEGER NOT NULL CHECK (boot > 0),
            at INTEGER NOT NULL CHECK (at BETWEEN -62135596800000 AND 253402300799999), -- wall clock, milliseconds since 1970, universal time
            since_start INTEGER NOT NULL CHECK (since_start >= 0), -- monotonic milliseconds since the start
            kind TEXT NOT NULL,
            subject TEXT CHECK (length(subject) = 32 AND subject NOT GLOB '*[^0-9a-f]*'), -- a resident's id; the name stands nowhere in this file
            detail TEXT NOT NULL
        ) STRICT;

        CREATE TABLE door_memory (
            only_row INTEGER NOT NULL PRIMARY KEY CHECK (only_row = 1),
            tamper INTEGER NOT NULL CHECK (tamper IN (0, 1)),
            fire INTEGER NOT NULL CHECK (fire IN (0, 1)),
            lock_down INTEGER NOT NULL CHECK (lock_down IN (0, 1)),
            lock_down_ends_at INTEGER CHECK (lock_down_ends_at BETWEEN -62135596800000 AND 253402300799999), -- milliseconds since 1970, universal time; NULL without an end
            refused_attempts INTEGER NOT NULL CHECK (refused_attempts BETWEEN 0 AND 2147483647),
            pause_level INTEGER NOT NULL CHECK (pause_level BETWEEN 0 AND 2147483647),
            faces_paused INTEGER NOT NULL CHECK (faces_paused IN (0, 1))
        ) STRICT;
        """,

        """
        -- Chains the entry to all before it; NULL in entries that are older than the chain.
        ALTER TABLE entry ADD COLUMN hash BLOB CHECK (length(hash) = 32);

        -- What stands before the first chained entry that is kept: moved when the oldest are taken away.
        CREATE TABLE anchor (
            only_row INTEGER NOT NULL PRIMARY KEY CHECK (only_row = 1),
            sequence INTEGER NOT NULL CHECK (sequence >= 0),
            hash BLOB NOT NULL CHECK (length(hash) = 32)
        ) STRICT;

        INSERT INTO anchor (only_row, sequence, hash)
        VALUES (1, coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'entry'), 0), zeroblob(32));

        -- Holds a row from the moment all entries are removed until their last byte is erased.
        CREATE TABLE pending_erasure (id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1)) STRICT;
        """,
    ]);
}
