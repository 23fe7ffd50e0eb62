namespace DoorFace.Host.Settings;

/// <summary>Where administrators reach the running service.</summary>
public sealed record ControlSettings
{
    private const string RuntimeFolder = "/run/doorface";

    /// <summary>The Unix-domain socket; empty for <c>control.sock</c> in the service's runtime folder, or in the user's data folder on a PC.</summary>
    public string Socket { get; init; } = "";

    public string FullSocketPath => Socket.Length > 0
        ? Path.GetFullPath(Socket)
        : Path.Combine(Directory.Exists(RuntimeFolder) ? RuntimeFolder : StorageSettings.StateFolder, "control.sock");
}
