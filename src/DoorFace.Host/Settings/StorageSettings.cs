using DoorFace.Device.Kernel;
using DoorFace.Storage;
using DoorFace.Storage.Audit;
using DoorFace.Storage.Keys;
using DoorFace.Storage.Residents;

namespace DoorFace.Host.Settings;

/// <summary>Where residents and the audit are kept.</summary>
public sealed record StorageSettings
{
    /// <summary>The credential's name, as <c>install.sh --seal-key</c> gives it.</summary>
    public const string CredentialName = "doorface.key";

    /// <summary>The database file; empty for <c>doorface.db</c> in the service's state folder, or in the user's data folder.</summary>
    public string Database { get; init; } = "";

    /// <summary>The audit file; empty for one beside the residents' database: <c>doorface-audit.db</c> beside <c>doorface.db</c>.</summary>
    public string Audit { get; init; } = "";

    /// <summary>The key file; empty for one beside the residents' database: <c>doorface.key</c> beside <c>doorface.db</c>.</summary>
    public string Key { get; init; } = "";

    /// <summary>Where the master key comes from.</summary>
    public KeySource KeySource { get; init; } = KeySource.Auto;

    public string FullDatabasePath => Database.Length > 0 ? System.IO.Path.GetFullPath(Database) : System.IO.Path.Combine(StateFolder, "doorface.db");

    public string FullAuditPath => Audit.Length > 0
        ? System.IO.Path.GetFullPath(Audit)
        : System.IO.Path.Combine(
            System.IO.Path.GetDirectoryName(FullDatabasePath)!,
            System.IO.Path.GetFileNameWithoutExtension(FullDatabasePath) + "-audit" + System.IO.Path.GetExtension(FullDatabasePath));

    /// <summary>Opens the residents' database. The folder of the default file is made when it is missing, that of a chosen one is not: it may be a mistake.</summary>
    /// <exception cref="StorageException">It cannot be used.</exception>
    public ResidentStore OpenStore() => Open(KeyLocation);

    /// <summary>The same by root's word: there may be a new unit in the place of the one that was here.</summary>
    /// <exception cref="StorageException">It cannot be used.</exception>
    public ResidentStore OpenStoreAnew() => Open(KeyLocation with { MayBeginAnew = true });

    /// <summary>The residents' file, where one was named; null for the one that the program has by itself.</summary>
    public string? NamedDatabase => Database.Length > 0 ? FullDatabasePath : null;

    /// <summary>Where the unit's master key is.</summary>
    public KeyLocation KeyLocation
    {
        get
        {
            var file = Key.Length > 0 ? System.IO.Path.GetFullPath(Key) : KeyLocation.Beside(FullDatabasePath).File;
            var handed = Environment.GetEnvironmentVariable("CREDENTIALS_DIRECTORY") is { Length: > 0 } folder ? System.IO.Path.Combine(folder, CredentialName) : null;
            var location = KeySource switch
            {
                KeySource.File => new KeyLocation(file),
                KeySource.Credential => new KeyLocation(file, handed ?? CredentialName, MayCreate: false),
                _ => new KeyLocation(file, File.Exists(handed) ? handed : null),
            };
            return location with { Witness = WitnessPath };
        }
    }

    // In the state folder wherever the rest is said to be: settings that lead elsewhere are noticed by it.
    private string WitnessPath => Environment.GetEnvironmentVariable("STATE_DIRECTORY") is { Length: > 0 }
        ? System.IO.Path.Combine(StateFolder, "doorface.witness")
        : System.IO.Path.ChangeExtension(FullDatabasePath, ".witness");

    /// <summary>Opens the audit for a starting service; a damaged file is replaced. Folders are made as for the residents.</summary>
    /// <param name="signer">As for <see cref="AuditStore.Open"/>.</param>
    /// <param name="known">As for <see cref="AuditStore.OpenOrReplace"/>.</param>
    /// <exception cref="StorageException">It cannot be used.</exception>
    public OpenedAudit OpenAudit(IAuditSigner signer, StorageException? known = null)
    {
        MakeFolderOf(Audit + Database);
        return AuditStore.OpenOrReplace(FullAuditPath, signer: signer, machineBoot: MachineBoot.Id(), known: known);
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

    /// <summary>Makes the folder of the residents' file, if it is the default one.</summary>
    public void MakeFolder() => MakeFolderOf(Database);

    private ResidentStore Open(KeyLocation keys)
    {
        MakeFolder();
        return ResidentStore.Open(FullDatabasePath, keys: keys);
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
