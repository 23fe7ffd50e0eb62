using CsCheck;
using DoorFace.Evaluation.Comparisons;
using DoorFace.Evaluation.Data;

namespace DoorFace.Evaluation.Tests.Comparisons;

public sealed class ErrorRatesTests
{
    // Few different values, so that ties are the rule.
    private static readonly Gen<float[]> Scores = Gen.Int[-10, 10].Select(tenths => tenths / 10f).Array[1, 60];

    [Fact]
    public void A_score_equal_to_the_threshold_matches()
    {
        var rates = Rates([0.2f, 0.5f, 0.8f], [0.1f, 0.5f]);

        Assert.Equal(1, rates.FalseMatches(0.5f));
        Assert.Equal(1, rates.FalseNonMatches(0.5f));
        Assert.Equal(0.5, rates.FalseMatchRate(0.5f));
        Assert.Equal(1.0 / 3, rates.FalseNonMatchRate(0.5f));
    }

    [Fact]
    public void The_threshold_lies_just_above_the_first_impostor_score_that_must_not_match()
    {
        var rates = Rates([0.9f], [0.1f, 0.2f, 0.3f, 0.4f, 0.5f, 0.6f, 0.7f, 0.8f, 0.85f, 0.86f]);

        Assert.Equal(MathF.BitIncrement(0.8f), rates.ThresholdFor(0.2));
        Assert.Equal(2, rates.FalseMatches(rates.ThresholdFor(0.2)));
        Assert.Equal(MathF.BitIncrement(0.86f), rates.ThresholdFor(0.05));
    }

    [Fact]
    public void Equal_impostor_scores_are_all_kept_out_when_not_all_may_match()
    {
        var rates = Rates([0.9f], [0.1f, 0.1f, 0.1f, 0.6f, 0.6f, 0.6f, 0.6f, 0.6f, 0.6f, 0.7f]);

        // Two of ten may match, but the second highest score occurs six times: only one does.
        Assert.Equal(MathF.BitIncrement(0.6f), rates.ThresholdFor(0.2));
        Assert.Equal(0.1, rates.FalseMatchRate(rates.ThresholdFor(0.2)));
    }

    [Theory]
    [InlineData(0.1, 30, 3)]
    [InlineData(0.01, 700, 7)]
    [InlineData(0.001, 3000, 3)]
    [InlineData(0.29, 100, 29)]
    public void A_target_that_is_a_whole_number_of_comparisons_is_used_up_in_spite_of_rounding(double target, int impostors, int falseMatches)
    {
        var rates = Rates([2f], [.. Enumerable.Range(0, impostors).Select(i => (float)i)]);

        Assert.Equal(falseMatches, rates.FalseMatches(rates.ThresholdFor(target)));
    }

    [Fact]
    public void The_equal_error_rate_of_a_hand_computed_case()
    {
        // At 0.45 one of four genuine comparisons fails and one of four impostor comparisons matches.
        Assert.Equal(0.25, Rates([0.4f, 0.6f, 0.7f, 0.8f], [0.1f, 0.2f, 0.3f, 0.5f]).EqualErrorRate);
        Assert.Equal(0, Rates([0.5f, 0.6f], [0.1f, 0.2f]).EqualErrorRate);
        Assert.Equal(1, Rates([0.1f, 0.2f], [0.5f, 0.6f]).EqualErrorRate);
    }

    [Fact]
    public void Rates_and_thresholds_agree_with_counting_one_by_one() =>
        Gen.Select(Scores, Scores, Gen.Double[0.001, 0.999]).Sample((genuine, impostor, target) =>
        {
            var rates = Rates(genuine, [.. impostor]);
            var threshold = rates.ThresholdFor(target);

            Assert.Equal(impostor.Count(score => score >= threshold), rates.FalseMatches(threshold));
            Assert.Equal(genuine.Count(score => score < threshold), rates.FalseNonMatches(threshold));
            Assert.True(rates.FalseMatchRate(threshold) <= target);
            Assert.True((double)impostor.Count(score => score >= MathF.BitDecrement(threshold)) / impostor.Length > target, "A smaller threshold would do.");
        });

    [Fact]
    public void The_equal_error_rate_is_the_smallest_larger_error_over_all_thresholds() =>
        Gen.Select(Scores, Scores).Sample((genuine, impostor) =>
        {
            var rates = Rates(genuine, [.. impostor]);
            var naive = genuine.Concat(impostor).SelectMany(score => new[] { score, MathF.BitIncrement(score) })
                .Min(t => Math.Max((double)impostor.Count(s => s >= t) / impostor.Length, (double)genuine.Count(s => s < t) / genuine.Length));

            Assert.Equal(naive, rates.EqualErrorRate, 12);
        });

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void A_target_outside_0_to_1_is_refused(double target) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Rates([1f], [0f]).ThresholdFor(target));

    [Fact]
    public void Scores_without_a_genuine_or_an_impostor_comparison_are_refused()
    {
        Assert.Contains("no genuine comparison", Assert.Throws<EvaluationException>(() => new ComparisonScores([[]], [0.1f])).Message, StringComparison.Ordinal);
        Assert.Contains("no impostor comparison", Assert.Throws<EvaluationException>(() => new ComparisonScores([[0.5f]], [])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_target_is_supported_from_three_expected_false_matches_on()
    {
        Assert.True(MeasuredOperatingPoint.IsSupported(1e-5, 300_000));
        Assert.False(MeasuredOperatingPoint.IsSupported(1e-5, 299_999));
        Assert.True(MeasuredOperatingPoint.IsSupported(1e-6, 5_170_000));
    }

    [Fact]
    public void An_operating_point_holds_the_counts_that_its_rates_are_made_of()
    {
        var point = MeasuredOperatingPoint.Measure(Rates([0.2f, 0.95f, 0.97f, 0.99f], [.. Enumerable.Range(0, 100).Select(i => i / 100f)]), 0.1, 1);

        Assert.Equal(MathF.BitIncrement(0.89f), point.Threshold);
        Assert.Equal((10, 100, 1, 4), (point.FalseMatches, point.Impostor, point.FalseNonMatches, point.Genuine));
        Assert.Equal((0.1, 0.25), (point.FalseMatchRate, point.FalseNonMatchRate));
        Assert.Equal(ConfidenceInterval.Wilson(10, 100), point.FalseMatchInterval);
    }

    private static ErrorRates Rates(float[] genuine, float[] impostor) => new(new ComparisonScores([genuine], impostor));
}
