using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace DoorFace.Storage;

/// <summary>Says in plain words what SQLite's result codes mean for the residents file.</summary>
internal static class SqliteFaults
{
    public static StorageException Describe(SqliteException error, string path) => error.SqliteErrorCode switch
    {
        SQLITE_NOTADB => New(
            StorageFault.NotADatabase, path, "is not a residents file: it is not an SQLite database. Name another file, or move this one away.", error),
        SQLITE_CORRUPT => Corrupt(path, error.Message, error),
        SQLITE_READONLY or SQLITE_CANTOPEN or SQLITE_PERM => ReadOnly(path, error),
        SQLITE_BUSY or SQLITE_LOCKED => New(
            StorageFault.Busy, path, "is locked by another process. Try again; if it stays locked, find the program that holds it open.", error),
        SQLITE_FULL => New(
            StorageFault.DiskFull, path, "could not be written: the disk is full. Nothing stored before is lost; free some space and try again.", error),
        _ => New(
            StorageFault.Failed, path, $"could not be used: {error.Message} (SQLite result {error.SqliteExtendedErrorCode}). Check the disk.", error),
    };

    public static StorageException Corrupt(string path, string detail, Exception? error = null) => New(
        StorageFault.Corrupt, path, $"is damaged ({detail}). Restore it from a backup, or move it away and enrol the residents again.", error);

    public static StorageException ReadOnly(string path, Exception? error = null) => New(
        StorageFault.ReadOnly, path, "cannot be opened for writing. The file and its folder must be writable by the user that runs this program.", error);

    public static StorageException New(StorageFault fault, string path, string predicate, Exception? error = null) =>
        new(fault, $"The residents file '{path}' {predicate}", error);
}
