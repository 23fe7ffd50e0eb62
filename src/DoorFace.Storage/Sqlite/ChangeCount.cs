using Microsoft.Data.Sqlite;

namespace DoorFace.Storage.Sqlite;

/// <summary>A number that grows with every change of a database, by this connection or by another one.</summary>
internal sealed class ChangeCount(SqliteConnection connection) : IDisposable
{
    private DataVersion? _version;
    private long _changes;
    private long _foreignVersion;

    /// <summary>This connection has committed a change.</summary>
    public void Add() => _changes++;

    public long Read()
    {
        // SQLite's data_version sees the commits of other connections only.
        _version ??= new DataVersion(connection);
        var version = _version.Read();
        if (version != _foreignVersion)
        {
            _foreignVersion = version;
            _changes++;
        }

        return _changes;
    }

    public void Dispose() => _version?.Dispose();
}
