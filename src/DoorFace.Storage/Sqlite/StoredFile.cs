using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace DoorFace.Storage.Sqlite;

/// <summary>Which file is used, and what for: enough to say in plain words what SQLite's result codes mean for it.</summary>
/// <param name="Path">Where it is, in full.</param>
/// <param name="Schema">What it holds.</param>
internal sealed record StoredFile(string Path, Schema Schema)
{
    /// <summary>Where SQLite keeps what is not yet in the file itself.</summary>
    public string LogPath => Path + "-wal";

    /// <summary>
    /// Works on the file. The one place at which what comes out of stored bytes ends: whatever a value is that nobody of us wrote, it is told as damage.
    /// </summary>
    /// <exception cref="StorageException">SQLite refused, or what is stored is no value of ours.</exception>
    public T Run<T>(Func<T> operation)
    {
        try
        {
            return operation();
        }
        catch (SqliteException e)
        {
            throw Describe(e);
        }
        catch (Exception e) when (StoredValue.IsDamage(e))
        {
            // Not its message: that may quote the value.
            throw Corrupt($"a stored value is none of ours: {e.GetType().Name}", e);
        }
    }

    public StorageException Describe(SqliteException error) => error.SqliteErrorCode switch
    {
        SQLITE_NOTADB => Fault(
            StorageFault.NotADatabase, "is none: it is not an SQLite database. Name another file, or move this one away.", error),
        // Our own statements fit our own tables and rules: when they do not, somebody changed those, or the rows.
        SQLITE_CORRUPT or SQLITE_ERROR or SQLITE_SCHEMA or SQLITE_TOOBIG or SQLITE_CONSTRAINT or SQLITE_MISMATCH => Corrupt(error.Message, error),
        SQLITE_READONLY or SQLITE_CANTOPEN or SQLITE_PERM => ReadOnly(error),
        SQLITE_BUSY or SQLITE_LOCKED => Fault(
            StorageFault.Busy, "is locked by another process. Try again; if it stays locked, find the program that holds it open.", error),
        SQLITE_FULL => Full(error),
        // SQLite calls it so when there is no room for its log, or its index of it.
        SQLITE_IOERR when DiskSpace.IsFull(System.IO.Path.GetDirectoryName(Path)!) => Full(error),
        _ => Fault(
            StorageFault.Failed, $"could not be used: {error.Message} (SQLite result {error.SqliteExtendedErrorCode}). Check the disk.", error),
    };

    /// <summary>What the file system says of a file beside the database or of the database itself, in words.</summary>
    public StorageException Describe(Exception error, string predicate) => DiskSpace.IsOf(error)
        ? Full(error)
        : Fault(StorageFault.Failed, $"{predicate}: {error.Message}", error);

    public StorageException Full(Exception? error = null) => Fault(
        StorageFault.DiskFull,
        $"could not be written: the disk is full. Nothing stored before is lost; free some space on the disk of '{System.IO.Path.GetDirectoryName(Path)}' and try again.",
        error);

    public StorageException Corrupt(string detail, Exception? error = null) =>
        Fault(StorageFault.Corrupt, $"is damaged ({detail}). {Schema.WhenDamaged}", error);

    public StorageException ReadOnly(Exception? error = null) => Fault(
        StorageFault.ReadOnly, "cannot be opened for writing. The file and its folder must be writable by the user that runs this program.", error);

    public StorageException Fault(StorageFault fault, string predicate, Exception? error = null) =>
        new(fault, $"The {Schema.Noun} '{Path}' {predicate}", error);
}
