using System.Security.Cryptography;
using DoorFace.Core.Biometrics;
using DoorFace.Evaluation.Data;

namespace DoorFace.Evaluation.Unlinkability;

/// <summary>Whether templates of two units can be linked, and whether those of one compare as their features do.</summary>
/// <param name="Dataset">The data set's name.</param>
/// <param name="Embedder">The model that made the features, by its SHA-256.</param>
/// <param name="Units">Pairs of units, each with a key of its own, over which the comparisons are spread.</param>
/// <param name="Mated">Comparisons of one person's images across two units, the same image among them; and as many of two people's.</param>
/// <param name="Linkability">D_sys across two units.</param>
/// <param name="Floor">D_sys of non-mated comparisons against others of the kind: what so many comparisons cannot tell from 0.</param>
/// <param name="PlainLinkability">D_sys of the same comparisons of plain features: what the rotation takes away.</param>
/// <param name="LargestDeviation">The largest difference, within one unit, between a score of turned features and that of the plain ones.</param>
public sealed record UnlinkabilityReport(
    string Dataset, string Embedder, int Units, int Mated, double Linkability, double Floor, double PlainLinkability, float LargestDeviation)
{
    /// <summary>The most that D_sys may be.</summary>
    public const double TargetLinkability = 0.02;

    /// <summary>The most that a score may differ.</summary>
    public const float TargetDeviation = 1e-5f;

    private const int UnitPairs = 30;

    public bool IsMet => Linkability <= TargetLinkability && LargestDeviation <= TargetDeviation;

    /// <summary>Compares.</summary>
    /// <param name="data">The features.</param>
    /// <param name="seed">Draws the units' keys and the pairs of people; the same seed gives the same figures.</param>
    /// <param name="cancellation">Stops between two units.</param>
    /// <exception cref="EvaluationException">Fewer than two people have images.</exception>
    public static UnlinkabilityReport Measure(EmbeddedDataSet data, int seed, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(data);
        var people = data.People.Where(person => person.Embeddings.Count > 0).Select(person => person.Embeddings).ToList();
        if (people.Count < 2)
        {
            throw new EvaluationException($"'{data.Name}' has usable images of {people.Count} people; two are the least.");
        }

        var random = new Random(seed);
        List<float> mated = [], nonMated = [], others = [], plainMated = [], plainNonMated = [];
        var largest = 0f;
        for (var unit = 0; unit < UnitPairs; unit++)
        {
            cancellation.ThrowIfCancellationRequested();
            var (here, there) = (Turned(people, seed, (2 * unit) + 1), Turned(people, seed, (2 * unit) + 2));
            for (var person = 0; person < people.Count; person++)
            {
                for (var i = 0; i < people[person].Count; i++)
                {
                    for (var j = 0; j < people[person].Count; j++)
                    {
                        var (plain, other, another) = (people[person], Other(people, person, random), Other(people, person, random));
                        mated.Add(Score(here[person][i], there[person][j]));
                        nonMated.Add(Score(here[person][i], there[other.Person][other.Image]));
                        others.Add(Score(here[person][i], there[another.Person][another.Image]));
                        plainMated.Add(Score(plain[i], plain[j]));
                        plainNonMated.Add(Score(plain[i], people[other.Person][other.Image]));
                        largest = Math.Max(largest, Math.Abs(Score(here[person][i], here[person][j]) - plainMated[^1]));
                        largest = Math.Max(largest, Math.Abs(Score(here[person][i], here[other.Person][other.Image]) - plainNonMated[^1]));
                    }
                }
            }
        }

        return new UnlinkabilityReport(
            data.Name,
            data.Embedder.Value,
            UnitPairs,
            mated.Count,
            Unlinkability.Linkability.Global(mated, nonMated),
            Unlinkability.Linkability.Global(others, nonMated),
            Unlinkability.Linkability.Global(plainMated, plainNonMated),
            largest);
    }

    private static List<List<Embedding>> Turned(List<IReadOnlyList<Embedding>> people, int seed, int unit)
    {
        var rotation = KeyedRotation.Create(SHA256.HashData([.. BitConverter.GetBytes(seed), .. BitConverter.GetBytes(unit)]), people[0][0].Dimension);
        return
        [
            .. people.Select(embeddings => embeddings.Select(embedding =>
            {
                var turned = new float[embedding.Dimension];
                rotation.Turn(embedding.Values, turned);
                return Embedding.FromVector(turned);
            }).ToList()),
        ];
    }

    private static (int Person, int Image) Other(List<IReadOnlyList<Embedding>> people, int than, Random random)
    {
        var person = random.Next(people.Count - 1);
        person = person < than ? person : person + 1;
        return (person, random.Next(people[person].Count));
    }

    private static float Score(Embedding one, Embedding other) => one.CompareWith(other).Value;
}
