using DoorFace.Evaluation.Comparisons;

namespace DoorFace.Evaluation.Tests.Comparisons;

public sealed class FusionGainTests
{
    // Impostors from 0 to below 0.4: FMR 1e-4 has its threshold just above 0.39999.
    private const int Impostors = 40_000;

    [Theory]
    [InlineData(1, 4, 0.25, true)]
    [InlineData(2, 4, 0.5, true)]
    [InlineData(3, 4, 0.75, false)]
    [InlineData(4, 2, 2.0, false)]
    [InlineData(0, 1, 0.0, true)]
    public void The_ratio_of_the_misses_says_whether_fusing_halves_them(int fused, int unfused, double ratio, bool halves)
    {
        var gain = FusionGain.Of(Result(missed: fused), Result(missed: unfused))!;

        Assert.Equal(1e-4, gain.TargetFalseMatchRate);
        Assert.Equal(fused / 10.0, gain.Fused, 1e-9);
        Assert.Equal(ratio, gain.Ratio!.Value, 1e-9);
        Assert.Equal(halves, gain.IsAtMostHalf);
    }

    [Fact]
    public void Where_one_image_makes_no_error_nothing_is_said_to_be_halved()
    {
        var gain = FusionGain.Of(Result(missed: 0), Result(missed: 0))!;

        Assert.Null(gain.Ratio);
        Assert.False(gain.IsAtMostHalf);
    }

    [Fact]
    public void Too_few_comparisons_say_nothing() => Assert.Null(FusionGain.Of(Result(missed: 1), Result(missed: 2, impostors: 1000)));

    [Fact]
    public void Quantiles_are_of_the_genuine_scores_and_the_highest_of_the_impostors()
    {
        var rates = new ErrorRates(new ComparisonScores([[.. Enumerable.Range(1, 200).Select(i => i / 200f)]], [0.3f, 0.5f, 0.1f]));

        Assert.Equal(0.5f, rates.HighestImpostor);
        Assert.Equal(1 / 200f, rates.GenuineQuantile(0));
        // Two of 200, one in a hundred, lie below.
        Assert.Equal(3 / 200f, rates.GenuineQuantile(0.01));
    }

    // Ten genuine comparisons, some of which score like a stranger.
    private static ProtocolResult Result(int missed, int impostors = Impostors) => ProtocolResult.Measure(
        1,
        1,
        new ComparisonScores(
            [.. Enumerable.Range(0, 10).Select(i => new[] { i < missed ? 0.2f : 0.9f })], [.. Enumerable.Range(0, impostors).Select(i => 0.4f * i / impostors)]),
        new EvaluationOptions { Folder = "made-up" });
}
