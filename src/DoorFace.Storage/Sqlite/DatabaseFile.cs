using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace DoorFace.Storage;

/// <summary>Looks at a database file before it is opened for writing, and changes nothing in one that is not ours.</summary>
internal static class DatabaseFile
{
    private const int ReadOnlyFileSystem = 30; // EROFS; .NET has no exception of its own for it.

    /// <summary>Checks the file, or creates an empty one that only its owner may read.</summary>
    /// <exception cref="StorageException">It is not a residents file of this version or an older one.</exception>
    public static void CheckOrCreate(string path)
    {
        if (Directory.Exists(path))
            throw SqliteFaults.New(StorageFault.NotAFile, path, "is a folder. Name a file in it.");

        var folder = Path.GetDirectoryName(path)!;
        if (!Directory.Exists(folder))
            throw SqliteFaults.New(StorageFault.NoFolder, path, $"has no folder: '{folder}' does not exist. Create it, or name another file.");

        if (!IsEmpty(path))
        {
            CheckHeader(path);
            return;
        }

        // SQLite deletes a log that has no database, and the residents in it.
        if (!IsEmpty(path + "-wal"))
        {
            throw SqliteFaults.Corrupt(path, $"it is missing or empty while its log '{path}-wal' is not");
        }

        if (!File.Exists(path))
            Create(path);
    }

    /// <summary>True for a file that is missing or has no bytes.</summary>
    public static bool IsEmpty(string path) => new FileInfo(path) is not { Exists: true, Length: > 0 };

    /// <exception cref="StorageException">The database belongs to another program or to a newer version of this one.</exception>
    public static void CheckOwner(SqliteConnection connection, string path)
    {
        var application = connection.Integer("PRAGMA application_id");
        if (application != Schema.ApplicationId)
        {
            throw SqliteFaults.New(
                StorageFault.OtherApplication, path, $"is a database of another program (application id {application}). Name another file.");
        }

        var version = connection.Integer("PRAGMA user_version");
        if (version > Schema.CurrentVersion)
        {
            throw SqliteFaults.New(
                StorageFault.NewerSchema,
                path,
                $"was written by a newer version of DoorFace (schema {version}; this one knows {Schema.CurrentVersion}). Install that version again.");
        }
    }

    // Read through SQLite and not as a plain file: closing a plain file would drop the locks this process holds on it.
    // "Immutable" reads take no lock and write no file beside it.
    private static void CheckHeader(string path)
    {
        var uri = "file:" + string.Join('/', path.Split(Path.DirectorySeparatorChar).Select(Uri.EscapeDataString)) + "?immutable=1";
        var options = new SqliteConnectionStringBuilder { DataSource = uri, Mode = SqliteOpenMode.ReadOnly, Pooling = false };
        try
        {
            using var connection = new SqliteConnection(options.ConnectionString);
            connection.Open();
            CheckOwner(connection, path);
        }
        catch (SqliteException e) when (e.SqliteErrorCode == SQLITE_CORRUPT)
        {
            // May be another process's write in progress; the check under lock that follows tells.
        }
        catch (SqliteException e)
        {
            throw SqliteFaults.Describe(e, path);
        }
    }

    private static void Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, Share = FileShare.ReadWrite };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            using var created = new FileStream(path, options);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException { HResult: ReadOnlyFileSystem })
        {
            throw SqliteFaults.ReadOnly(path, e);
        }
        catch (IOException e)
        {
            throw SqliteFaults.New(StorageFault.Failed, path, $"could not be created: {e.Message}", e);
        }
    }
}
