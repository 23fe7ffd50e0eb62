namespace DoorFace.Storage;

/// <summary>The tables of the residents file.</summary>
internal static class ResidentsSchema
{
    // A released step is never edited; a change of the tables is a new step at the end.
    public static Schema Current { get; } = new(
        "residents file",
        0x44466163, // "DFac"
        "Restore it from a backup, or move it away and enrol the residents again.",
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
    ]);
}
