using DoorFace.Storage.Sqlite;

namespace DoorFace.Storage.Audit;

/// <summary>The tables of the audit file.</summary>
internal static class AuditSchema
{
    // A released step is never edited; a change of the tables is a new step at the end.
    public static Schema Current { get; } = new(
        "audit file",
        0x44466175, // "DFau"
        "Move it away; the next start of the service begins a new one.",
        false,
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

        """
        -- Tells this audit from every other; a part of all that is sealed.
        CREATE TABLE identity (
            only_row INTEGER NOT NULL PRIMARY KEY CHECK (only_row = 1),
            audit_id BLOB NOT NULL CHECK (length(audit_id) = 16)
        ) STRICT;
        INSERT INTO identity (only_row, audit_id) VALUES (1, randomblob(16));

        -- The kernel's number of the machine's start in which the service was started: whether a run that had no end ended with the machine.
        ALTER TABLE boot ADD COLUMN machine_boot TEXT;

        -- Entries that can be emptied when their time is over: content and salt are NULL then, and the digest stays.
        ALTER TABLE entry RENAME TO entry_before;
        CREATE TABLE entry (
            sequence INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
            boot INTEGER CHECK (boot > 0),
            at INTEGER CHECK (at BETWEEN -62135596800000 AND 253402300799999), -- wall clock, milliseconds since 1970, universal time
            since_start INTEGER CHECK (since_start >= 0), -- monotonic milliseconds since the start
            clock_trusted INTEGER CHECK (clock_trusted IN (0, 1)), -- NULL where that was not asked yet
            kind TEXT,
            subject TEXT CHECK (length(subject) = 32 AND subject NOT GLOB '*[^0-9a-f]*'), -- a resident's id; the name stands nowhere in this file
            detail TEXT,
            retention INTEGER NOT NULL DEFAULT 1 CHECK (retention IN (0, 1)), -- 0 access, 1 administration
            salt BLOB CHECK (length(salt) = 16),
            digest BLOB CHECK (length(digest) = 32), -- of salt and content
            hash BLOB CHECK (length(hash) = 32), -- of the hash before, sequence, retention and digest; NULL with the digest in entries that are older than this chain
            CHECK ((kind IS NULL) = (boot IS NULL) AND (kind IS NULL) = (at IS NULL) AND (kind IS NULL) = (since_start IS NULL) AND (kind IS NULL) = (detail IS NULL))
        ) STRICT;
        INSERT INTO entry (sequence, boot, at, since_start, kind, subject, detail)
        SELECT sequence, boot, at, since_start, kind, subject, detail FROM entry_before;
        DELETE FROM sqlite_sequence WHERE name = 'entry';
        UPDATE sqlite_sequence SET name = 'entry' WHERE name = 'entry_before';
        DROP TABLE entry_before;

        -- The chain begins anew, behind the entries there are.
        DROP TABLE anchor;
        CREATE TABLE anchor (
            only_row INTEGER NOT NULL PRIMARY KEY CHECK (only_row = 1),
            sequence INTEGER NOT NULL CHECK (sequence >= 0),
            hash BLOB NOT NULL CHECK (length(hash) = 32),
            access_erased INTEGER NOT NULL DEFAULT 0 CHECK (access_erased >= 0), -- the last entry of that class that may be empty
            administration_erased INTEGER NOT NULL DEFAULT 0 CHECK (administration_erased >= 0)
        ) STRICT;
        INSERT INTO anchor (only_row, sequence, hash)
        VALUES (1, coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'entry'), 0), zeroblob(32));

        -- The unit's signatures under places in the chain: the newest, the beginning of what is kept, and some between.
        CREATE TABLE seal (
            id INTEGER NOT NULL PRIMARY KEY,
            purpose TEXT NOT NULL CHECK (purpose IN ('Head', 'Checkpoint', 'Anchor')),
            sequence INTEGER NOT NULL CHECK (sequence >= 0),
            hash BLOB NOT NULL CHECK (length(hash) = 32),
            boot INTEGER NOT NULL CHECK (boot > 0),
            at INTEGER NOT NULL CHECK (at BETWEEN -62135596800000 AND 253402300799999),
            access_erased INTEGER NOT NULL,
            administration_erased INTEGER NOT NULL,
            key BLOB NOT NULL, -- the public one, X.509 SubjectPublicKeyInfo
            signature BLOB NOT NULL CHECK (length(signature) = 64)
        ) STRICT;
        CREATE INDEX seal_place ON seal (purpose, sequence);
        """,

        """
        -- What refused attempts have taken of the budgets of an hour and of a day, milliseconds.
        ALTER TABLE door_memory ADD COLUMN taken_of_hour INTEGER NOT NULL DEFAULT 0 CHECK (taken_of_hour BETWEEN 0 AND 3600000);
        ALTER TABLE door_memory ADD COLUMN taken_of_day INTEGER NOT NULL DEFAULT 0 CHECK (taken_of_day BETWEEN 0 AND 86400000);
        """,

        """
        -- What can be caused from outside is a class of its own, which is emptied first when there is too much of it.
        ALTER TABLE entry RENAME TO entry_before;
        CREATE TABLE entry (
            sequence INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
            boot INTEGER CHECK (boot > 0),
            at INTEGER CHECK (at BETWEEN -62135596800000 AND 253402300799999), -- wall clock, milliseconds since 1970, universal time
            since_start INTEGER CHECK (since_start >= 0), -- monotonic milliseconds since the start
            clock_trusted INTEGER CHECK (clock_trusted IN (0, 1)), -- NULL where that was not asked yet
            kind TEXT,
            subject TEXT CHECK (length(subject) = 32 AND subject NOT GLOB '*[^0-9a-f]*'), -- a resident's id; the name stands nowhere in this file
            detail TEXT,
            retention INTEGER NOT NULL DEFAULT 1 CHECK (retention IN (0, 1, 2)), -- 0 access, 1 administration, 2 from outside
            salt BLOB CHECK (length(salt) = 16),
            digest BLOB CHECK (length(digest) = 32), -- of salt and content
            hash BLOB CHECK (length(hash) = 32), -- of the hash before, sequence, retention and digest; NULL with the digest in entries that are older than this chain
            CHECK ((kind IS NULL) = (boot IS NULL) AND (kind IS NULL) = (at IS NULL) AND (kind IS NULL) = (since_start IS NULL) AND (kind IS NULL) = (detail IS NULL))
        ) STRICT;
        INSERT INTO entry (sequence, boot, at, since_start, clock_trusted, kind, subject, detail, retention, salt, digest, hash)
        SELECT sequence, boot, at, since_start, clock_trusted, kind, subject, detail, retention, salt, digest, hash FROM entry_before;
        DELETE FROM sqlite_sequence WHERE name = 'entry';
        UPDATE sqlite_sequence SET name = 'entry' WHERE name = 'entry_before';
        DROP TABLE entry_before;

        ALTER TABLE anchor ADD COLUMN outside_erased INTEGER NOT NULL DEFAULT 0 CHECK (outside_erased >= 0);
        ALTER TABLE anchor ADD COLUMN evicted INTEGER NOT NULL DEFAULT 0 CHECK (evicted >= 0); -- up to which entry all went before their time
        ALTER TABLE seal ADD COLUMN outside_erased INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE seal ADD COLUMN evicted INTEGER NOT NULL DEFAULT 0;
        """,

        """
        -- The unit's signature under the row; NULL while its key could not be had, and in a file from before.
        ALTER TABLE door_memory ADD COLUMN seal BLOB;

        -- What is remembered of the residents' file, so that another or an older one is noticed.
        CREATE TABLE residents (
            only_row INTEGER NOT NULL PRIMARY KEY CHECK (only_row = 1),
            unit TEXT NOT NULL, -- SHA-256 of the unit's public key, hexadecimal
            generation INTEGER NOT NULL,
            residents INTEGER NOT NULL,
            administrators INTEGER NOT NULL,
            seal BLOB NOT NULL -- the unit's signature
        ) STRICT;
        """,
    ]);
}
