using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace DoorFace.Storage.Sqlite;

/// <summary>Looks at a database file before it is opened for writing, and changes nothing in one that is not ours.</summary>
internal static class DatabaseFile
{
    private const int ReadOnlyFileSystem = 30; // EROFS; .NET has no exception of its own for it.

    /// <summary>Checks the file, or creates an empty one that only its owner may read.</summary>
    /// <exception cref="StorageException">It is not a file of this kind and of this version or an older one.</exception>
    public static void CheckOrCreate(StoredFile file)
    {
        var path = file.Path;
        if (Directory.Exists(path))
            throw file.Fault(StorageFault.NotAFile, "is a folder. Name a file in it.");

        var folder = Path.GetDirectoryName(path)!;
        if (!Directory.Exists(folder))
            throw file.Fault(StorageFault.NoFolder, $"has no folder: '{folder}' does not exist. Create it, or name another file.");

        if (!IsEmpty(path))
        {
            CheckHeader(file);
            return;
        }

        // SQLite deletes a log that has no database, and what was stored in it.
        if (!IsEmpty(file.LogPath))
        {
            throw file.Corrupt($"it is missing or empty while its log '{file.LogPath}' is not");
        }

        if (!File.Exists(path))
            Create(file);
    }

    /// <summary>True for a file that is missing or has no bytes.</summary>
    public static bool IsEmpty(string path) => new FileInfo(path) is not { Exists: true, Length: > 0 };

    /// <exception cref="StorageException">The database belongs to another program or to a newer version of this one.</exception>
    public static void CheckOwner(SqliteConnection connection, StoredFile file)
    {
        var application = connection.Integer("PRAGMA application_id");
        if (application != file.Schema.ApplicationId)
        {
            throw file.Fault(
                StorageFault.OtherApplication, $"is a database of another program (application id {application}). Name another file.");
        }

        var version = connection.Integer("PRAGMA user_version");
        if (version > file.Schema.CurrentVersion)
        {
            throw file.Fault(
                StorageFault.NewerSchema,
                $"was written by a newer version of DoorFace (schema {version}; this one knows {file.Schema.CurrentVersion}). Install that version again.");
        }
    }

    // Read through SQLite and not as a plain file: closing a plain file would drop the locks this process holds on it.
    // "Immutable" reads take no lock and write no file beside it.
    private static void CheckHeader(StoredFile file)
    {
        var uri = "file:" + string.Join('/', file.Path.Split(Path.DirectorySeparatorChar).Select(Uri.EscapeDataString)) + "?immutable=1";
        var options = new SqliteConnectionStringBuilder { DataSource = uri, Mode = SqliteOpenMode.ReadOnly, Pooling = false };
        try
        {
            using var connection = new SqliteConnection(options.ConnectionString);
            connection.Open();
            CheckOwner(connection, file);
        }
        catch (SqliteException e) when (e.SqliteErrorCode == SQLITE_CORRUPT)
        {
            // May be another process's write in progress; the check under lock that follows tells.
        }
        catch (SqliteException e)
        {
            throw file.Describe(e);
        }
    }

    private static void Create(StoredFile file)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, Share = FileShare.ReadWrite };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            using var created = new FileStream(file.Path, options);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException { HResult: ReadOnlyFileSystem })
        {
            throw file.ReadOnly(e);
        }
        catch (IOException e)
        {
            throw file.Describe(e, "could not be created");
        }
    }
}
