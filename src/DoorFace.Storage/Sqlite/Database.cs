using System.Globalization;
using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace DoorFace.Storage;

/// <summary>Opens the database so that a committed change survives a power cut and a deleted one leaves no trace.</summary>
internal static class Database
{
    /// <summary>Opens, or creates, and migrates. A file that is refused stays byte for byte as it was.</summary>
    /// <exception cref="StorageException">The file cannot be used; see <see cref="StorageFault"/>.</exception>
    public static SqliteConnection Open(string path, TimeSpan busyTimeout)
    {
        DatabaseFile.CheckOrCreate(path);
        // Pooling would keep the file open after the store is disposed. A timeout of 0 would mean for ever.
        var options = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadWrite,
            Pooling = false,
            DefaultTimeout = Math.Max(1, (int)Math.Ceiling(busyTimeout.TotalSeconds)),
        };
        var connection = new SqliteConnection(options.ConnectionString);
        try
        {
            connection.Open();
            Prepare(connection, path, busyTimeout);
            return connection;
        }
        catch (SqliteException e)
        {
            connection.Dispose();
            throw SqliteFaults.Describe(e, path);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static void Prepare(SqliteConnection connection, string path, TimeSpan busyTimeout)
    {
        // SQLite opens a protected file for reading only and says so no earlier than at the first write.
        if (sqlite3_db_readonly(connection.Handle, "main") != 0)
            throw SqliteFaults.ReadOnly(path);

        // Closing copies the log into the file: not into one that is refused. An empty log is better deleted, as usual.
        var keepsLog = !DatabaseFile.IsEmpty(path + "-wal");
        KeepLogAtClose(connection, keepsLog);

        Set(connection, path, "busy_timeout", ((long)busyTimeout.TotalMilliseconds).ToString(CultureInfo.InvariantCulture));
        Set(connection, path, "temp_store", "2"); // In memory: a temporary file would be a trace of its own.
        Set(connection, path, "secure_delete", "1");
        Set(connection, path, "foreign_keys", "1");
        Set(connection, path, "synchronous", "2"); // Full: a commit returns when it is on the medium.

        if (DatabaseFile.IsEmpty(path))
            connection.Execute($"PRAGMA application_id = {Schema.ApplicationId}");
        DatabaseFile.CheckOwner(connection, path);
        if (connection.Text("PRAGMA quick_check(1)") is var finding and not "ok")
            throw SqliteFaults.Corrupt(path, finding ?? "no answer from its check");

        Set(connection, path, "journal_mode", "wal");
        Schema.Migrate(connection);
        KeepLogAtClose(connection, false);
    }

    private static void Set(SqliteConnection connection, string path, string pragma, string value)
    {
        connection.Execute($"PRAGMA {pragma} = {value}");
        var actual = connection.Text($"PRAGMA {pragma}");
        if (actual != value)
        {
            throw SqliteFaults.New(
                StorageFault.Failed, path, $"cannot be kept safely: SQLite answers {pragma} = {actual}, not {value}. Put it on a local disk.");
        }
    }

    private static void KeepLogAtClose(SqliteConnection connection, bool keep) =>
        sqlite3_db_config(connection.Handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, keep ? 1 : 0, out _);
}
