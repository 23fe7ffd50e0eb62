using DoorFace.Storage;

namespace DoorFace.Host.Settings;

/// <summary>Where residents and the audit are kept.</summary>
public sealed record StorageSettings
{
    /// <summary>The database file; empty for <c>doorface.db</c> in the service's state folder, or in the user's data folder.</summary>
    public string Database { get; init; } = "";

    /// <summary>The audit file; empty for one beside the residents' database: <c>doorface-audit.db</c> beside <c>doorface.db</c>.</summary>
    public string Audit { get; init; } = "";

    public string FullDatabasePath => Database.Length > 0 ? System.IO.Path.GetFullPath(Database) : System.IO.Path.Combine(StateFolder, "doorface.db");

    public string FullAuditPath => Audit.Length > 0
        ? System.IO.Path.GetFullPath(Audit)
        : System.IO.Path.Combine(
            System.IO.Path.GetDirectoryName(FullDatabasePath)!,
            System.IO.Path.GetFileNameWithoutExtension(FullDatabasePath) + "-audit" + System.IO.Path.GetExtension(FullDatabasePath));

    /// <summary>Opens the residents' database. The folder of the default file is made when it is missing, that of a chosen one is not: it may be a mistake.</summary>
    /// <exception cref="StorageException">It cannot be used.</exception>
    public ResidentStore OpenStore()
    {
        MakeFolderOf(Database);
        return ResidentStore.Open(FullDatabasePath);
    }

    /// <summary>Opens the audit for a starting service; a damaged file is replaced. Folders are made as for the residents.</summary>
    /// <exception cref="StorageException">It cannot be used.</exception>
    public OpenedAudit OpenAudit()
    {
        MakeFolderOf(Audit + Database);
        return AuditStore.OpenOrReplace(FullAuditPath);
    }

    /// <summary>The start of the service to which what happens now belongs, from 1 on; 0 when it was never started.</summary>
    /// <exception cref="StorageException">The audit cannot be read.</exception>
    public long PresentBoot()
    {
        if (!File.Exists(FullAuditPath))
        {
            return 0;
        }

        using var audit = AuditStore.OpenForReading(FullAuditPath);
        return audit.Read(1).Select(entry => entry.Boot).FirstOrDefault();
    }

    // The default folder only.
    private static void MakeFolderOf(string chosen)
    {
        if (chosen.Length == 0)
        {
            Directory.CreateDirectory(StateFolder);
        }
    }

    private static string StateFolder =>
        Environment.GetEnvironmentVariable("STATE_DIRECTORY") is { Length: > 0 } systemd
            ? systemd
            : System.IO.Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "doorface");
}
