using System.Text.Json;
using DoorFace.Core.Audit;
using DoorFace.Core.Biometrics;
using DoorFace.Core.Enrollment;
using DoorFace.Host.Audit;
using DoorFace.Host.Control;
using DoorFace.Host.Settings;
using DoorFace.Storage.Audit;
using DoorFace.Storage.Residents;
using DoorFace.Tests.Support;

namespace DoorFace.Host.Tests.Support;

/// <summary>A residents' database with Alex in it, an audit that nobody has begun, and the program over both.</summary>
public sealed class StoredHome : IDisposable
{
    public static readonly Consent Consent = new(DateTimeOffset.UnixEpoch, Boot: 1, TextVersion: "1", Source: "button");

    public static readonly DateTimeOffset Noon = new(2026, 11, 5, 12, 0, 0, TimeSpan.Zero);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("doorface-stored-");

    public StoredHome()
    {
        using var store = OpenStore();
        Alex = store.Add("Alex", [new NewReference(new ModelHash(new string('a', 64)), Embedding.FromVector([1, 0]))], DateTimeOffset.UnixEpoch, Consent).Id;
    }

    public SubjectId Alex { get; }

    public string Database => Path.Combine(_folder.FullName, "doorface.db");

    /// <summary>Where the audit is unless a setting says otherwise.</summary>
    public string Audit => Path.Combine(_folder.FullName, "doorface-audit.db");

    /// <summary>A file in the same folder.</summary>
    public string In(string name) => Path.Combine(_folder.FullName, name);

    /// <summary>An entry, some seconds after noon.</summary>
    public static AuditRecord Record(double seconds, AuditKind kind, string detail = "", SubjectId? subject = null) =>
        new(new AuditEvent(kind, detail, subject), Noon.AddSeconds(seconds), TimeSpan.FromSeconds(seconds));

    /// <summary>Stores entries as the service does.</summary>
    public void Append(params AuditRecord[] records)
    {
        using var signer = new AuditSigner(new StorageSettings { Database = Database }, TimeProvider.System, mayCreate: true);
        using var store = AuditStore.Open(Audit, signer: signer);
        store.Append(records, null);
    }

    public ResidentStore OpenStore() => ResidentStore.Open(Database);

    /// <summary>What the audit holds, the oldest first.</summary>
    public IReadOnlyList<AuditEntry> Entries()
    {
        using var store = AuditStore.OpenForReading(Audit);
        return store.ReadAfter(0, AuditStore.MostEntries);
    }

    public (int Code, string Output, string Error) Run(params string[] arguments) => DoorFaceProgram.Run([.. arguments, "--database", Database]);

    /// <summary>Runs a command that answers in JSON, and must succeed.</summary>
    public JsonElement Json(params string[] arguments)
    {
        var (code, output, error) = Run([.. arguments, "--json"]);
        Assert.True(code == ExitCodes.Success, error);
        return JsonDocument.Parse(output).RootElement;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
