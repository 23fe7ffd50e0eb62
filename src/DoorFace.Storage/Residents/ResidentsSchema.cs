using DoorFace.Storage.Sqlite;

namespace DoorFace.Storage.Residents;

/// <summary>The tables of the residents file.</summary>
internal static class ResidentsSchema
{
    // A released step is never edited; a change of the tables is a new step at the end.
    public static Schema Current { get; } = new(
        "residents file",
        0x44466163, // "DFac"
        "Restore it from a backup, or move it away, say 'sudo doorface state accept' and enroll the residents again.",
        true,
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

        // No CHECK here either: a damaged restriction must lock out its owner only.
        """
        ALTER TABLE resident ADD COLUMN schedule TEXT; -- the hours of the week as text; NULL for any
        ALTER TABLE resident ADD COLUMN valid_from INTEGER; -- milliseconds since 1970, universal time; NULL for always
        ALTER TABLE resident ADD COLUMN valid_until INTEGER; -- the same; NULL for ever
        """,

        // The same here: what is damaged is read as if it had never been written.
        """
        ALTER TABLE resident ADD COLUMN suspended INTEGER NOT NULL DEFAULT 0; -- 0, or not 0 while the resident may not enter
        ALTER TABLE resident ADD COLUMN administrator INTEGER NOT NULL DEFAULT 0; -- 1 for an administrator
        ALTER TABLE resident ADD COLUMN last_used_at INTEGER; -- the beginning of the day, milliseconds since 1970, universal time; NULL for not yet
        ALTER TABLE resident ADD COLUMN expiry_warnings INTEGER NOT NULL DEFAULT 0; -- hours of running for which the expiry was shown
        ALTER TABLE reference ADD COLUMN created_at INTEGER NOT NULL DEFAULT 0; -- milliseconds since 1970, universal time
        UPDATE reference SET created_at = coalesce((SELECT enrolled_at FROM resident WHERE id = reference.subject), 0);

        CREATE TABLE consent (
            id INTEGER NOT NULL PRIMARY KEY,
            subject TEXT NOT NULL REFERENCES resident (id) ON DELETE CASCADE,
            at INTEGER NOT NULL, -- milliseconds since 1970, universal time
            boot INTEGER NOT NULL,
            text_version TEXT NOT NULL,
            source TEXT NOT NULL
        ) STRICT;

        CREATE INDEX consent_by_subject ON consent (subject);
        """,

        """
        -- What the unit's master key seals; and, not sealed, the check value of that key. Empty until a key is there.
        CREATE TABLE secret (
            name TEXT NOT NULL PRIMARY KEY,
            value BLOB NOT NULL
        ) STRICT;

        CREATE TABLE resident_key (
            subject TEXT NOT NULL PRIMARY KEY REFERENCES resident (id) ON DELETE CASCADE,
            wrapped BLOB NOT NULL -- sealed by the master key
        ) STRICT;

        -- 1 when the template is turned by the unit's rotation and sealed by its resident's key; 0 only before the unit had a key.
        ALTER TABLE reference ADD COLUMN sealed INTEGER NOT NULL DEFAULT 0;
        """,

        // No table changes: the secret "signer" holds the roster of the residents from here on, which an earlier version could not read.
        "SELECT 1",
    ]);
}
