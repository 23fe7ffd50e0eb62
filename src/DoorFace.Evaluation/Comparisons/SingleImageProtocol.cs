using DoorFace.Evaluation.Data;

namespace DoorFace.Evaluation.Comparisons;

/// <summary>One image against one: every pair of images once, genuine within a person, impostor across people.</summary>
public static class SingleImageProtocol
{
    /// <param name="people">Who takes part.</param>
    /// <param name="fewestForGenuine">
    /// Only people with at least this many images (from 2) give genuine comparisons, everybody gives impostor ones: the baseline
    /// on the very people of a fused protocol, at the thresholds of the whole data set.
    /// </param>
    /// <exception cref="EvaluationException">No genuine or no impostor comparison.</exception>
    public static ComparisonScores Compare(IReadOnlyList<PersonEmbeddings> people, int fewestForGenuine = 2)
    {
        var images = people.Sum(person => (long)person.Embeddings.Count);
        var pairsWithin = people.Sum(person => PairsOf(person.Embeddings.Count));
        var impostor = ComparisonScores.AllocateImpostors(PairsOf(images) - pairsWithin);
        var next = 0;
        for (var a = 0; a < people.Count; a++)
        {
            foreach (var left in people[a].Embeddings)
            {
                for (var b = a + 1; b < people.Count; b++)
                {
                    foreach (var right in people[b].Embeddings)
                    {
                        impostor[next++] = left.CompareWith(right).Value;
                    }
                }
            }
        }

        return new ComparisonScores([.. people.Where(person => person.Embeddings.Count >= fewestForGenuine).Select(Genuine)], impostor);
    }

    private static float[] Genuine(PersonEmbeddings person)
    {
        var scores = new List<float>();
        for (var i = 0; i < person.Embeddings.Count; i++)
        {
            for (var j = i + 1; j < person.Embeddings.Count; j++)
            {
                scores.Add(person.Embeddings[i].CompareWith(person.Embeddings[j]).Value);
            }
        }

        return [.. scores];
    }

    private static long PairsOf(long count) => count * (count - 1) / 2;
}
