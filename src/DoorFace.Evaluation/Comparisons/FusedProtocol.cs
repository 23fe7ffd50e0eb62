using DoorFace.Core.Biometrics;
using DoorFace.Evaluation.Data;

namespace DoorFace.Evaluation.Comparisons;

/// <summary>
/// Several images against several, as the door compares: the mean of R reference images, brought to unit length, against the mean
/// of P other images of the same person (genuine) or of another person (impostor).
/// <para>
/// Sampling. Who has at least R + P images is enrolled, in up to <see cref="SplitsPerPerson"/> different ways: a split is R of the
/// images for the reference and P of the rest for the probe, never one image on both sides; all splits where there are no more,
/// else drawn at random from a seed. A split gives one genuine comparison. Every reference is also compared with every probe of all
/// other people, and who has at least P images but too few to enroll attempts with up to as many probes drawn the same way.
/// </para>
/// <para>
/// What that means. The splits of one person share images, and the comparisons of two people share both, so the number of
/// comparisons overstates what is known: that grows with the number of <em>people</em>. The splits only take the luck out of
/// which images were chosen. The interval of the false non-match rate is therefore a bootstrap over people
/// (<see cref="PersonBootstrap"/>); and people with many images, often the better pictured, are the only ones who give genuine
/// comparisons, so compare with the single-image figure of the same people (<see cref="SingleImageProtocol"/>), not with everybody's.
/// </para>
/// </summary>
public static class FusedProtocol
{
    /// <summary>Ways in which one person's images are divided, at most; people weigh alike.</summary>
    public const int SplitsPerPerson = 10;

    /// <param name="people">Who takes part, with at most <see cref="EvaluationOptions.MostPerPerson"/> images each.</param>
    /// <param name="references">Images in a reference (R), from 1.</param>
    /// <param name="probes">Images in a probe (P), from 1.</param>
    /// <param name="seed">Of the draws.</param>
    /// <exception cref="EvaluationException">No genuine or no impostor comparison.</exception>
    public static ComparisonScores Compare(IReadOnlyList<PersonEmbeddings> people, int references, int probes, int seed)
    {
        var random = new Random(seed);
        var participants = people.Select(person => Participant.Draw(person.Embeddings, references, probes, random)).ToList();
        var allProbes = participants.Sum(other => (long)other.Probes.Length);
        var impostor = ComparisonScores.AllocateImpostors(
            participants.Sum(enrolled => enrolled.References.Length * (allProbes - enrolled.Probes.Length)));
        var next = 0;
        foreach (var enrolled in participants)
        {
            foreach (var reference in enrolled.References)
            {
                foreach (var other in participants)
                {
                    if (ReferenceEquals(other, enrolled))
                    {
                        continue;
                    }

                    foreach (var probe in other.Probes)
                    {
                        impostor[next++] = reference.CompareWith(probe).Value;
                    }
                }
            }
        }

        return new ComparisonScores([.. participants.Select(participant => participant.Genuine)], impostor);
    }

    /// <summary>One person's genuine scores and different references and probes; no references for who has too few images.</summary>
    private sealed record Participant(float[] Genuine, Embedding[] References, Embedding[] Probes)
    {
        public static Participant Draw(IReadOnlyList<Embedding> images, int references, int probes, Random random)
        {
            var enrolls = images.Count >= references + probes;
            var splits = ImageSplit.Draw(images.Count, enrolls ? references : 0, probes, SplitsPerPerson, random);
            var bySet = splits.SelectMany(split => new[] { split.References, split.Probes }).Where(set => set != 0).Distinct()
                .ToDictionary(set => set, set => Embedding.Fuse([.. images.Where((_, i) => (set >> i & 1) == 1)]));
            return new Participant(
                enrolls ? [.. splits.Select(split => bySet[split.References].CompareWith(bySet[split.Probes]).Value)] : [],
                enrolls ? [.. splits.Select(split => split.References).Distinct().Select(set => bySet[set])] : [],
                [.. splits.Select(split => split.Probes).Distinct().Select(set => bySet[set])]);
        }
    }
}
