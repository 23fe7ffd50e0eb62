namespace DoorFace.Host.Settings;

/// <summary>Where administrators reach the running service.</summary>
public sealed record ControlSettings
{
    private const string RuntimeFolder = "/run/doorface";

    /// <summary>The Unix-domain socket; empty for <c>control.sock</c> in the service's runtime folder, or beside the residents' database on a PC.</summary>
    public string Socket { get; init; } = "";

    /// <summary>The socket's path.</summary>
    /// <param name="storage">Where the database is.</param>
    public string FullSocketPath(StorageSettings storage)
    {
        ArgumentNullException.ThrowIfNull(storage);
        return Socket.Length > 0
            ? Path.GetFullPath(Socket)
            : Path.Combine(Directory.Exists(RuntimeFolder) ? RuntimeFolder : Path.GetDirectoryName(storage.FullDatabasePath)!, "control.sock");
    }
}
