using System.Globalization;
using DoorFace.Core.Biometrics;
using DoorFace.Core.Enrollment;
using DoorFace.Storage.Residents;

namespace DoorFace.Storage.Tests.Support;

/// <summary>Residents and features out of nothing, the same in every run.</summary>
internal static class Enroll
{
    public static readonly ModelHash Embedder = new(new string('a', 64));
    public static readonly DateTimeOffset Day = new(2026, 3, 4, 5, 6, 7, 89, TimeSpan.Zero);
    public static readonly Consent Consent = new(Day, Boot: 3, TextVersion: "1", Source: "button");

    public static NewReference Reference(int seed, int dimension = 512) => Reference(new Random(seed), dimension);

    public static NewReference Reference(Random random, int dimension) =>
        new(Embedder, Embedding.FromVector([.. Enumerable.Range(0, dimension).Select(_ => random.NextSingle() - 0.5f)]));

    public static NewReference[] References(int seed, int count) =>
        [.. Enumerable.Range(0, count).Select(i => Reference((seed * 1000) + i))];

    /// <summary>Adds residents "Resident 0", "Resident 1"... with two references each.</summary>
    public static List<Resident> Several(ResidentStore store, int count) =>
    [
        .. Enumerable.Range(0, count).Select(i => store.Add(string.Create(CultureInfo.InvariantCulture, $"Resident {i}"), References(i, 2), Day, Consent)),
    ];

    /// <summary>That stored references, turned back, are these: of everybody, or of one resident.</summary>
    public static void AssertHolds(this ResidentStore store, IReadOnlyList<NewReference> references, SubjectId? subject = null)
    {
        var loaded = store.LoadReferences();
        Assert.Empty(loaded.Damaged);
        var stored = loaded.References.Where(r => subject is null || r.Subject == subject).ToList();
        Assert.Equal(references.Count, stored.Count);
        foreach (var (reference, template) in references.Zip(stored.Select(r => r.Template)))
        {
            var features = new float[template.Dimension];
            store.Rotation(template.Dimension).TurnBack(template.Values, features);
            Assert.Equal(1, reference.Template.CompareWith(Embedding.FromVector(features)).Value, 1e-5f);
        }
    }

    /// <summary>That a resident has so many references that can be compared with.</summary>
    public static void AssertSoundOnly(this ResidentStore store, string name, int count)
    {
        var subject = store.Find(name)!.Id;
        Assert.Equal(count, store.LoadReferences().References.Count(r => r.Subject == subject));
    }
}
