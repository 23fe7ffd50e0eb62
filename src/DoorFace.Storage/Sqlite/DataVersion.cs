using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace DoorFace.Storage.Sqlite;

/// <summary>
/// SQLite's count of the commits of other connections. Asked for with every frame that is looked at, so the statement is prepared once and a
/// call allocates nothing.
/// </summary>
internal sealed class DataVersion : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly sqlite3_stmt _statement;

    /// <exception cref="SqliteException">The file fails.</exception>
    public DataVersion(SqliteConnection connection)
    {
        _connection = connection;
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(connection.Handle, "PRAGMA data_version", out _statement), connection.Handle);
    }

    /// <exception cref="SqliteException">The file fails.</exception>
    public long Read()
    {
        var code = raw.sqlite3_step(_statement);
        var version = raw.sqlite3_column_int64(_statement, 0);
        raw.sqlite3_reset(_statement);
        if (code != raw.SQLITE_ROW)
        {
            SqliteException.ThrowExceptionForRC(code, _connection.Handle);
        }

        return version;
    }

    public void Dispose() => _statement.Dispose();
}
