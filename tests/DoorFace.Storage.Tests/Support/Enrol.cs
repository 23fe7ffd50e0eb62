using System.Globalization;
using DoorFace.Core.Biometrics;
using DoorFace.Core.Enrollment;

namespace DoorFace.Storage.Tests.Support;

/// <summary>Residents and features out of nothing, the same in every run.</summary>
internal static class Enrol
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
}
