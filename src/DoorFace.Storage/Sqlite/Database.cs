using System.Globalization;
using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace DoorFace.Storage.Sqlite;

/// <summary>Opens a database so that a committed change survives a power cut and a deleted one leaves no trace.</summary>
internal static class Database
{
    /// <summary>How long to wait for another process's write, unless told otherwise.</summary>
    public static readonly TimeSpan DefaultBusyTimeout = TimeSpan.FromSeconds(5);

    /// <summary>Opens, or creates, and migrates. A file that is refused stays byte for byte as it was.</summary>
    /// <exception cref="StorageException">The file cannot be used; see <see cref="StorageFault"/>.</exception>
    public static SqliteConnection Open(StoredFile file, TimeSpan busyTimeout)
    {
        DatabaseFile.CheckOrCreate(file);
        // Pooling would keep the file open after the store is disposed. A timeout of 0 would mean for ever.
        var options = new SqliteConnectionStringBuilder
        {
            DataSource = file.Path,
            Mode = SqliteOpenMode.ReadWrite,
            Pooling = false,
            DefaultTimeout = Math.Max(1, (int)Math.Ceiling(busyTimeout.TotalSeconds)),
        };
        var connection = new SqliteConnection(options.ConnectionString);
        try
        {
            return file.Run(() =>
            {
                connection.Open();
                Prepare(connection, file, busyTimeout);
                return connection;
            });
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static void Prepare(SqliteConnection connection, StoredFile file, TimeSpan busyTimeout)
    {
        // SQLite opens a protected file for reading only and says so no earlier than at the first write.
        if (sqlite3_db_readonly(connection.Handle, "main") != 0)
            throw file.ReadOnly();

        sqlite3_limit(connection.Handle, SQLITE_LIMIT_LENGTH, StoredValue.Longest);
        // Closing copies the log into the file: not into one that is refused. An empty log is better deleted, as usual.
        var keepsLog = !DatabaseFile.IsEmpty(file.LogPath);
        KeepLogAtClose(connection, keepsLog);

        Set(connection, file, "busy_timeout", ((long)busyTimeout.TotalMilliseconds).ToString(CultureInfo.InvariantCulture));
        Set(connection, file, "temp_store", "2"); // In memory: a temporary file would be a trace of its own.
        Set(connection, file, "secure_delete", "1");
        Set(connection, file, "foreign_keys", "1");
        Set(connection, file, "synchronous", "2"); // Full: a commit returns when it is on the medium.

        if (DatabaseFile.IsEmpty(file.Path))
            connection.Execute($"PRAGMA application_id = {file.Schema.ApplicationId}");
        DatabaseFile.CheckOwner(connection, file);
        connection.Execute($"PRAGMA ignore_check_constraints = {(file.Schema.JudgesRows ? 1 : 0)}");
        if (connection.Text("PRAGMA quick_check(1)") is var finding and not "ok")
            throw file.Corrupt(finding ?? "no answer from its check");
        connection.Execute("PRAGMA ignore_check_constraints = 0");

        Set(connection, file, "journal_mode", "wal");
        file.Schema.Migrate(connection);
        KeepLogAtClose(connection, false);
    }

    private static void Set(SqliteConnection connection, StoredFile file, string pragma, string value)
    {
        connection.Execute($"PRAGMA {pragma} = {value}");
        var actual = connection.Text($"PRAGMA {pragma}");
        if (actual != value)
        {
            throw file.Fault(
                StorageFault.Failed, $"cannot be kept safely: SQLite answers {pragma} = {actual}, not {value}. Put it on a local disk.");
        }
    }

    private static void KeepLogAtClose(SqliteConnection connection, bool keep) =>
        sqlite3_db_config(connection.Handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, keep ? 1 : 0, out _);
}
