using CsCheck;
using DoorFace.Evaluation.Comparisons;

namespace DoorFace.Evaluation.Tests.Comparisons;

public sealed class ConfidenceTests
{
    // Newcombe, Statistics in Medicine 17 (1998), table I, method 3 (score, without continuity correction).
    [Theory]
    [InlineData(81, 263, 0.2553, 0.3662)]
    [InlineData(15, 148, 0.0624, 0.1605)]
    [InlineData(0, 20, 0.0000, 0.1611)]
    [InlineData(1, 29, 0.0061, 0.1718)]
    public void Wilsons_interval_agrees_with_published_values(int errors, int trials, double low, double high)
    {
        var interval = ConfidenceInterval.Wilson(errors, trials);

        Assert.Equal(low, interval.Low, 4);
        Assert.Equal(high, interval.High, 4);
    }

    [Fact]
    public void Wilsons_interval_holds_the_rate_and_mirrors_for_the_complement() =>
        Gen.Int[1, 5_000_000].SelectMany(trials => Gen.Int[0, trials].Select(errors => (errors, trials))).Sample(drawn =>
        {
            var (errors, trials) = drawn;
            var interval = ConfidenceInterval.Wilson(errors, trials);
            var mirrored = ConfidenceInterval.Wilson(trials - errors, trials);

            Assert.InRange((double)errors / trials, interval.Low, interval.High);
            Assert.InRange(interval.Low, 0, interval.High);
            Assert.Equal(interval.Low, 1 - mirrored.High, 9);
        });

    [Theory]
    [InlineData(-1, 5)]
    [InlineData(6, 5)]
    [InlineData(0, 0)]
    public void Wilsons_interval_refuses_counts_that_cannot_be(int errors, int trials) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ConfidenceInterval.Wilson(errors, trials));

    [Fact]
    public void Resampling_people_with_one_comparison_each_comes_near_the_binomial_interval()
    {
        // 40 of 400 miss: normal approximation 0.10 ± 1.96 × sqrt(0.1 × 0.9 / 400) = 0.0706..0.1294.
        var interval = PersonBootstrap.FalseNonMatchRate(People(400, 40, comparisons: 1), 0.5f, seed: 1);

        Assert.Equal(0.0706, interval.Low, 0.006);
        Assert.Equal(0.1294, interval.High, 0.006);
    }

    [Fact]
    public void More_comparisons_of_the_same_people_do_not_narrow_the_interval() =>
        Assert.Equal(PersonBootstrap.FalseNonMatchRate(People(50, 5, comparisons: 1), 0.5f, 7), PersonBootstrap.FalseNonMatchRate(People(50, 5, comparisons: 15), 0.5f, 7));

    [Fact]
    public void The_same_seed_gives_the_same_interval_and_another_seed_a_similar_one()
    {
        var people = People(60, 9, comparisons: 3);

        var first = PersonBootstrap.FalseNonMatchRate(people, 0.5f, 1);

        Assert.Equal(first, PersonBootstrap.FalseNonMatchRate(people, 0.5f, 1));
        Assert.Equal(first.High, PersonBootstrap.FalseNonMatchRate(people, 0.5f, 2).High, 0.03);
    }

    [Fact]
    public void No_error_at_all_is_bounded_by_the_number_of_people()
    {
        Assert.Equal(ConfidenceInterval.Wilson(0, 29), PersonBootstrap.FalseNonMatchRate(People(29, 0, comparisons: 10), 0.5f, 1));
        Assert.Equal(ConfidenceInterval.Wilson(29, 29), PersonBootstrap.FalseNonMatchRate(People(29, 29, comparisons: 10), 0.5f, 1));
        Assert.Equal(new ConfidenceInterval(0, 1), PersonBootstrap.FalseNonMatchRate(People(1, 0, comparisons: 10), 0.5f, 1));
    }

    private static List<float[]> People(int count, int missing, int comparisons) =>
        [.. Enumerable.Range(0, count).Select(i => Enumerable.Repeat(i < missing ? 0.1f : 0.9f, comparisons).ToArray())];
}
