using DoorFace.Core.Audit;
using DoorFace.Core.Keys;
using DoorFace.Storage.Audit;
using DoorFace.Storage.TestProcess;
using Microsoft.Data.Sqlite;

namespace DoorFace.Storage.Tests.Support;

/// <summary>A unit with both its files: the residents with the keys, and the audit that is sealed with them.</summary>
internal sealed class SealedHome : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public SealedHome()
    {
        Signer = new StoredSigner(_folder.File);
        PublicKey = Signer.Signer()!.PublicKey;
    }

    public StoredSigner Signer { get; }

    public UnitPublicKey PublicKey { get; }

    public string Residents => _folder.File;

    public string Audit => _folder.Audit;

    /// <summary>Starts the service, which stores a start and some entries more, and stops it again.</summary>
    /// <param name="entries">How many in all.</param>
    public void Run(int entries)
    {
        using var store = Start();
        store.Append([Happening.Record(0, AuditKind.Started)], null);
        for (var i = 1; i < entries; i++)
            store.Append(Happening.Records(i, 1), null);
    }

    /// <summary>A start of the service, which knows nothing but what is in the files.</summary>
    public AuditStore Start()
    {
        Signer.Forget();
        return AuditStore.OpenOrReplace(Audit, signer: Signer).Store;
    }

    /// <summary>As <c>audit verify</c> on the unit.</summary>
    public ChainVerification Verify()
    {
        Signer.Forget();
        using var store = AuditStore.OpenForReading(Audit);
        return store.Verify(Signer.Signer()?.PublicKey, Signer.Remembered);
    }

    /// <summary>As somebody elsewhere checks an export, who has the public key and nothing else.</summary>
    public ChainVerification VerifyElsewhere()
    {
        using var store = AuditStore.OpenForReading(Audit);
        return store.Verify(PublicKey);
    }

    /// <summary>What somebody does to the audit who may write the file and has no key.</summary>
    public void Edit(Action<SqliteConnection> change)
    {
        using var connection = new SqliteConnection($"Data Source={Audit};Pooling=False");
        connection.Open();
        change(connection);
    }

    public void DeleteAudit()
    {
        foreach (var file in Directory.GetFiles(_folder.Path, "audit.db*"))
            File.Delete(file);
    }

    public void Dispose()
    {
        Signer.Dispose();
        _folder.Dispose();
    }
}
