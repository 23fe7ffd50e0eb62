using DoorFace.Core.Audit;
using DoorFace.Core.Biometrics;
using DoorFace.Host.Audit;
using DoorFace.Host.Settings;
using DoorFace.Host.State;
using DoorFace.Host.Tests.Support;
using DoorFace.Storage.Audit;
using DoorFace.Storage.Residents;

namespace DoorFace.Host.Tests.State;

/// <summary>A unit's files with two residents in them, as its starts and its commands leave them.</summary>
internal sealed class StateBench : IDisposable
{
    public static readonly string[] Parts = ["residents", "key", "audit", "witness"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("doorface-state-");

    public StateBench()
    {
        Settings = new DoorFaceSettings { Storage = new StorageSettings { Database = In("doorface.db") } };
        State = new UnitState(Settings);
        using (var store = Settings.Storage.OpenStore())
        {
            Alex = Add(store, "Alex", administrator: true);
            Kim = Add(store, "Kim", administrator: false);
        }

        Assert.Empty(Start());
    }

    public DoorFaceSettings Settings { get; init; }

    public UnitState State { get; private set; }

    public SubjectId Alex { get; }

    public SubjectId Kim { get; }

    public string In(string name) => Path.Combine(_folder.FullName, name);

    /// <summary>A start of the service to its end.</summary>
    /// <returns>What is in doubt.</returns>
    public IReadOnlyList<string> Start()
    {
        using var signer = new AuditSigner(Settings.Storage, TimeProvider.System, mayCreate: true);
        using var audit = Settings.Storage.OpenAudit(signer).Store;
        audit.LoadMemory();
        audit.Append([StoredHome.Record(0, AuditKind.Started)], null);
        var doubts = State.Review(out var evidence);
        if (doubts.Count == 0)
        {
            audit.Append([.. State.Remember(evidence, signer).Select(happened => StoredHome.Record(1, happened.Kind, happened.Detail))], null);
        }

        audit.Append([StoredHome.Record(2, AuditKind.Stopped)], null);
        return State.Review(out _);
    }

    /// <summary>By root.</summary>
    public AuditEvent? Accept()
    {
        using var signer = new AuditSigner(Settings.Storage, TimeProvider.System, mayCreate: true);
        return State.Accept(signer, "uid 0");
    }

    public void With(Action<ResidentStore> change)
    {
        using var store = Settings.Storage.OpenStore();
        change(store);
    }

    public IReadOnlyList<AuditEntry> Entries()
    {
        using var audit = AuditStore.OpenForReading(Settings.Storage.FullAuditPath);
        return audit.ReadAfter(0, 1000);
    }

    /// <summary>The files of a part, SQLite's own among them.</summary>
    public string[] FilesOf(string part) => part switch
    {
        "residents" => Directory.GetFiles(_folder.FullName, "doorface.db*"),
        "audit" => Directory.GetFiles(_folder.FullName, "doorface-audit.db*"),
        "key" => [In("doorface.key")],
        _ => [In("doorface.witness")],
    };

    public string[] Take(string part) => Directory.CreateDirectory(In($"taken-{part}")) is { } folder
        ? [.. FilesOf(part).Select(file => Copied(file, Path.Combine(folder.FullName, Path.GetFileName(file))))]
        : [];

    public void PutBack(string part, string[] taken)
    {
        foreach (var file in FilesOf(part))
        {
            File.Delete(file);
        }

        foreach (var file in taken)
        {
            Copied(file, In(Path.GetFileName(file)));
        }
    }

    public void Lose(string part, bool emptied)
    {
        foreach (var file in FilesOf(part))
        {
            if (emptied && !file.EndsWith("-wal", StringComparison.Ordinal) && !file.EndsWith("-shm", StringComparison.Ordinal))
            {
                File.WriteAllBytes(file, []);
            }
            else
            {
                File.Delete(file);
            }
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static SubjectId Add(ResidentStore store, string name, bool administrator) => store.Add(
        name, [new NewReference(new ModelHash(new string('a', 64)), Embedding.FromVector([1, 0]))], DateTimeOffset.UnixEpoch, StoredHome.Consent, administrator).Id;

    private static string Copied(string from, string to)
    {
        File.Copy(from, to, overwrite: true);
        return to;
    }
}
