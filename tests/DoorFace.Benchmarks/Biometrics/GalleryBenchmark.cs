using BenchmarkDotNet.Attributes;
using DoorFace.Core.Biometrics;

namespace DoorFace.Benchmarks.Biometrics;

/// <summary>One probe against everyone: 5,000 references are 1,000 residents of five.</summary>
[MemoryDiagnoser]
[ShortRunJob]
public class GalleryBenchmark
{
    private const int Dimension = 512;
    private const int ReferencesEach = 5;

    private ReferenceGallery _gallery = null!;
    private float[] _probe = null!;

    [Params(5_000, 20_000, 100_000)]
    public int References { get; set; }

    [GlobalSetup]
    public void Setup()
    {
#pragma warning disable CA5394 // Test data, not a secret.
        var random = new Random(1);
        float[] Vector() => [.. Enumerable.Range(0, Dimension).Select(_ => random.NextSingle() - 0.5f)];
#pragma warning restore CA5394
        var embedder = new ModelHash(new string('0', 64));
        var subjects = Enumerable.Range(0, References / ReferencesEach).Select(_ => SubjectId.New()).ToArray();
        _gallery = ReferenceGallery.Create(embedder, Enumerable.Range(0, References).Select(i =>
            new BiometricReference(ReferenceId.New(), subjects[i / ReferencesEach], embedder, Embedding.FromVector(Vector()))));
        _probe = Embedding.FromVector(Vector()).Values.ToArray();
    }

    [Benchmark]
    public Candidate? Search() => _gallery.Search(_probe);
}
