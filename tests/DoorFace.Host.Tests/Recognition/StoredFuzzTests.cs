using DoorFace.Core.Audit;
using DoorFace.Core.Biometrics;
using DoorFace.Core.Door;
using DoorFace.Host.Gallery;
using DoorFace.Host.Tests.Support;
using DoorFace.Simulator.Film;
using DoorFace.Storage;
using DoorFace.Storage.Audit;
using DoorFace.Storage.Keys;
using DoorFace.Storage.Residents;
using DoorFace.Tests.Support;
using DoorFace.Vision;
using DoorFace.Vision.Models;

namespace DoorFace.Host.Tests.Recognition;

/// <summary>Damaged files of residents and of the audit: each is refused with what is wrong, or read; and no damage lets a stranger in.</summary>
public sealed class StoredFuzzTests : IDisposable
{
    private const double FalsePositiveRate = 1e-5;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("doorface-damaged-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void No_damage_to_the_residents_lets_a_stranger_in()
    {
        var catalog = ModelCatalog.Load(RepositoryFiles.Manifest, RepositoryFiles.ModelDirectory);
        var embedder = catalog[ModelRole.Embedder];
        using var analyzer = new FaceAnalyzer(catalog, new VisionOptions());
        var (alex, stranger) = (Describe(analyzer, 1), Describe(analyzer, 6));
        var sound = Path.Combine(_folder.FullName, "sound.db");
        using (var store = ResidentStore.Open(sound))
        {
            store.Add("Alex", [new NewReference(embedder.Hash, alex), new NewReference(embedder.Hash, alex)], DateTimeOffset.UnixEpoch, StoredHome.Consent, administrator: true);
            store.Add("Kim", [new NewReference(embedder.Hash, Embedding.FromVector([.. alex.Values.ToArray().Reverse()]))], DateTimeOffset.UnixEpoch, StoredHome.Consent);
            Assert.NotNull(Granted(store, embedder, alex));
        }

        Fuzz.Try(
            StoredDamage.Of(File.ReadAllBytes(sound)),
            damage =>
            {
                var path = Fresh("doorface.db", damage);
                File.Copy(KeyLocation.Beside(sound).File, KeyLocation.Beside(path).File, overwrite: true);
                try
                {
                    using var store = ResidentStore.Open(path);
                    Assert.Null(Granted(store, embedder, stranger));
                    Use(store, embedder.Hash, alex);
                    Assert.Null(Granted(store, embedder, stranger));
                }
                catch (StorageException refusal)
                {
                    Assert.Contains(path[..^3], refusal.Message, StringComparison.Ordinal);
                }
            },
            times: 100);
    }

    [Fact]
    public void A_damaged_audit_is_refused_or_replaced_or_goes_on()
    {
        var sound = Path.Combine(_folder.FullName, "sound.db");
        AuditRecord[] records = [.. Enumerable.Range(0, 8).Select(number => new AuditRecord(new AuditEvent(AuditKind.DoorOpened, $"{number}"), DateTimeOffset.UnixEpoch, TimeSpan.FromSeconds(number)))];
        using (var store = AuditStore.Open(sound))
        {
            store.Append(records, new DoorMemory(Tamper: true, LockDown: true, LockDownEndsAt: DateTimeOffset.UnixEpoch, RefusedAttempts: 3));
        }

        Fuzz.Try(
            StoredDamage.Of(File.ReadAllBytes(sound)),
            damage =>
            {
                var path = Fresh("audit.db", damage);
                try
                {
                    var opened = AuditStore.OpenOrReplace(path);
                    using var store = opened.Store;
                    Assert.NotNull(store.LoadMemory());
                    store.Append(records, new DoorMemory(Tamper: true));
                    Assert.True(store.Verify().Verified <= store.Count());
                    store.ReadAfter(0, 100);
                    store.Clear(records, DateTimeOffset.UnixEpoch);
                }
                catch (StorageException refusal)
                {
                    Assert.Contains(path, refusal.Message, StringComparison.Ordinal);
                }
            },
            times: 100);
    }

    // Everything that reads what stands in the rows, or writes beside it.
    private static void Use(ResidentStore store, ModelHash embedder, Embedding template)
    {
        foreach (var resident in store.List())
        {
            store.Consents(resident.Id);
            store.ReferenceDates(resident.Id);
            store.MarkUsed(resident.Id, DateTimeOffset.UnixEpoch);
        }

        store.Household(DateTimeOffset.UnixEpoch);
        store.ExpiryWarnings();
        store.IsErasurePending();
        var added = store.Add(null, [new NewReference(embedder, template)], DateTimeOffset.UnixEpoch, StoredHome.Consent);
        store.Remove(added.Id);
    }

    private static Candidate? Granted(ResidentStore store, ModelDescription embedder, Embedding face)
    {
        var enrolled = EnrolledGallery.Load(store, embedder, FalsePositiveRate);
        return enrolled.Gallery.Search(face.Values) is { } nearest && nearest.Score.Value >= enrolled.OperatingPoint.Threshold.Value ? nearest : null;
    }

    private static Embedding Describe(FaceAnalyzer analyzer, int number)
    {
        using var photo = new Photograph(new FileInfo(RepositoryFiles.Photo(number)), analyzer);
        var analysis = new FaceAnalysis();
        analyzer.Analyze(photo.Frame, analysis);
        return Embedding.FromVector(analysis.Embedding);
    }

    private string Fresh(string name, Action<string> damage)
    {
        var folder = Path.Combine(_folder.FullName, "one");
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, name);
        damage(path);
        return path;
    }
}
