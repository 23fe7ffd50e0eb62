using DoorFace.Core.Biometrics;
using DoorFace.Evaluation.Data;
using DoorFace.Evaluation.Unlinkability;

namespace DoorFace.Evaluation.Tests.Unlinkability;

public sealed class UnlinkabilityTests
{
    [Fact]
    public void Scores_that_never_overlap_are_fully_linkable() =>
        Assert.Equal(1, Linkability.Global([0.8f, 0.9f, 1f], [0f, 0.1f, 0.2f]), 1e-12);

    [Fact]
    public void Scores_that_are_spread_alike_are_not_linkable() =>
        Assert.Equal(0, Linkability.Global([0f, 0.5f, 1f], [1f, 0f, 0.5f]), 1e-12);

    [Fact]
    public void Half_of_the_mated_scores_apart_make_half_of_it() =>
        Assert.Equal(0.5, Linkability.Global([0f, 1f], [0f, 0f]), 1e-12);

    [Fact]
    public void A_score_twice_as_likely_for_mated_ones_counts_by_a_third()
    {
        // 2/3 against 1/3 at the upper end, the other way round at the lower: D is 1/3 there and 0 here.
        Assert.Equal(2.0 / 9, Linkability.Global([1f, 1f, 0f], [1f, 0f, 0f]), 1e-12);
    }

    [Fact]
    public void Faces_in_two_units_cannot_be_linked_and_within_one_compare_as_they_were()
    {
        var report = UnlinkabilityReport.Measure(People(200, 4), seed: 1, TestContext.Current.CancellationToken);

        Assert.True(report.PlainLinkability > 0.9, $"Plain features: {report.PlainLinkability}");
        Assert.InRange(report.Linkability, 0, report.Floor + 0.01);
        Assert.InRange(report.LargestDeviation, 0, UnlinkabilityReport.TargetDeviation);
        Assert.Equal(200 * 4 * 4 * report.Units, report.Mated);
    }

    [Fact]
    public void One_person_is_too_few() =>
        Assert.Throws<EvaluationException>(() => UnlinkabilityReport.Measure(People(1, 3), seed: 1, TestContext.Current.CancellationToken));

    private static EmbeddedDataSet People(int count, int images)
    {
        const int Dimension = 64;
        var random = new Random(5);
        var people = Enumerable.Range(0, count).Select(person =>
        {
            var face = Vector();
            return new PersonEmbeddings($"{person}", [.. Enumerable.Range(0, images).Select(_ => Embedding.FromVector([.. face.Zip(Vector(), (a, b) => a + (0.4f * b))]))]);
        });
        return new EmbeddedDataSet("made", new ModelHash(new string('a', 64)), [.. people], [], []);

        float[] Vector() => [.. Enumerable.Range(0, Dimension).Select(_ => (float)(random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5))];
    }
}
