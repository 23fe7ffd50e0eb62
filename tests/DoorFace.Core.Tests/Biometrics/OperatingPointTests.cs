using CsCheck;
using DoorFace.Core.Biometrics;

namespace DoorFace.Core.Tests.Biometrics;

public class OperatingPointTests
{
    private static readonly ImpostorQuantile[] Measured =
    [
        new(1e-2, 0.25f), new(1e-3, 0.336f), new(1e-4, 0.410f), new(1e-5, 0.473f), new(1e-6, 0.528f),
    ];

    // Two to six quantiles, each rate a part of the last and each threshold above it.
    private static readonly Gen<ImpostorQuantile[]> Quantiles =
        from start in Gen.Double[-4, -0.5]
        from threshold in Gen.Float[-0.5f, 0.4f]
        from steps in Gen.Select(Gen.Double[0.2, 2], Gen.Float[0.005f, 0.1f]).Array[1, 5]
        select Chain(start, threshold, steps);

    private static readonly Gen<double> Rates = Gen.Double[-9, -2].Select(exponent => Math.Pow(10, exponent));

    [Fact]
    public void Adding_a_resident_never_lowers_the_threshold() => Gen.Select(Quantiles, Rates, Gen.Int[0, 200_000]).Sample((quantiles, rate, size) =>
    {
        var smaller = OperatingPoint.For(quantiles, rate, size);
        var larger = OperatingPoint.For(quantiles, rate, size + 1);
        Assert.True(larger.Threshold >= smaller.Threshold, $"{larger.Threshold.Value:R} below {smaller.Threshold.Value:R}");
    });

    [Fact]
    public void Asking_for_fewer_false_positives_never_lowers_the_threshold() => Gen.Select(Quantiles, Rates, Gen.Double[0.001, 1], Gen.Int[0, 1000]).Sample(
        (quantiles, rate, part, size) =>
        {
            Assert.True(OperatingPoint.For(quantiles, rate * part, size).Threshold >= OperatingPoint.For(quantiles, rate, size).Threshold);
        });

    [Fact]
    public void The_rate_per_comparison_over_the_gallery_adds_up_to_the_rate_per_attempt() => Gen.Select(Rates, Gen.Int[1, 100_000]).Sample((rate, size) =>
    {
        var point = OperatingPoint.For(Measured, rate, size);

        // 1 - (1 - FMR)^N by its binomial series: the power itself would lose the digits that count.
        var (sum, term) = (0.0, 1.0);
        for (var k = 1; k <= Math.Min(size, 20); k++)
        {
            term *= -point.FalseMatchRate * (size - k + 1) / k;
            sum -= term;
        }

        Assert.Equal(1, sum / rate, 1e-9);
        Assert.Equal((rate, size), (point.FalsePositiveIdentificationRate, point.GallerySize));
    });

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Nobody_and_one_resident_get_the_rate_itself(int gallerySize) =>
        Assert.Equal(1e-4, OperatingPoint.For(Measured, 1e-4, gallerySize).FalseMatchRate, 1e-15);

    [Fact]
    public void A_measured_rate_gets_its_measured_threshold() => Quantiles.Sample(quantiles =>
    {
        foreach (var quantile in quantiles.Where(q => q.FalseMatchRate <= 0.01))
            Assert.Equal(quantile.Threshold, OperatingPoint.For(quantiles, quantile.FalseMatchRate, 1).Threshold.Value, 2e-7f);
    });

    [Fact]
    public void Between_two_measured_rates_the_threshold_lies_between_theirs() => Gen.Select(Rates, Gen.Int[1, 100]).Sample((rate, size) =>
    {
        var point = OperatingPoint.For(Measured, rate, size);
        foreach (var quantile in Measured)
        {
            if (point.FalseMatchRate < quantile.FalseMatchRate)
                Assert.True(point.Threshold.Value >= quantile.Threshold - 2e-7f);
            else
                Assert.True(point.Threshold.Value <= quantile.Threshold + 2e-7f);
        }
    });

    [Fact]
    public void Halfway_in_the_exponent_is_halfway_in_the_threshold() =>
        Assert.Equal((0.410f + 0.473f) / 2, OperatingPoint.For(Measured, Math.Pow(10, -4.5), 1).Threshold.Value, 1e-6f);

    [Fact]
    public void Below_the_last_measured_rate_the_last_slope_goes_on_up_to_one() => Quantiles.Sample(quantiles =>
    {
        var (before, last) = (quantiles[^2], quantiles[^1]);
        var beyond = OperatingPoint.For(quantiles, Math.Min(last.FalseMatchRate / 100, 0.01), 1);
        var perDecade = (last.Threshold - before.Threshold) / Math.Log10(before.FalseMatchRate / last.FalseMatchRate);
        var expected = Math.Min(1, last.Threshold + (perDecade * Math.Log10(last.FalseMatchRate / beyond.FalseMatchRate)));
        Assert.Equal(expected, beyond.Threshold.Value, 1e-5);
        Assert.True(beyond.Threshold.Value >= last.Threshold);
    });

    [Fact]
    public void A_rate_too_small_for_any_score_asks_for_a_perfect_one() =>
        Assert.Equal(1, OperatingPoint.For(Measured, double.Epsilon, 100_000).Threshold.Value);

    [Fact]
    public void Above_the_first_measured_rate_the_first_threshold_holds()
    {
        ImpostorQuantile[] strict = [new(1e-4, 0.4f), new(1e-5, 0.5f)];

        Assert.Equal(0.4f, OperatingPoint.For(strict, 0.01, 1).Threshold.Value);
    }

    [Fact]
    public void The_order_of_the_quantiles_does_not_matter() =>
        Assert.Equal(OperatingPoint.For(Measured, 1e-5, 7), OperatingPoint.For(Measured.Reverse(), 1e-5, 7));

    [Theory]
    [InlineData(0)]
    [InlineData(-1e-6)]
    [InlineData(0.011)]
    [InlineData(double.NaN)]
    public void A_rate_out_of_range_is_refused(double rate) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => OperatingPoint.For(Measured, rate, 1));

    [Fact]
    public void A_negative_gallery_size_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => OperatingPoint.For(Measured, 1e-4, -1));

    public static TheoryData<string, ImpostorQuantile[]> BadQuantiles => new()
    {
        { "at least two", [] },
        { "at least two", [new(1e-3, 0.3f)] },
        { "contradict", [new(1e-3, 0.3f), new(1e-3, 0.4f)] },
        { "contradict", [new(1e-3, 0.3f), new(1e-4, 0.3f)] },
        { "contradict", [new(1e-3, 0.3f), new(1e-4, 0.2f)] },
        { "contradict", [new(1e-4, 0.2f), new(1e-3, 0.3f)] },
        { "out of range", [new(0, 0.5f), new(1e-3, 0.3f)] },
        { "out of range", [new(1, 0.1f), new(1e-3, 0.3f)] },
        { "out of range", [new(double.NaN, 0.1f), new(1e-3, 0.3f)] },
        { "out of range", [new(1e-3, 0.3f), new(1e-4, 1.1f)] },
        { "out of range", [new(1e-3, 0.3f), new(1e-4, float.NaN)] },
    };

    [Theory]
    [MemberData(nameof(BadQuantiles), DisableDiscoveryEnumeration = true)]
    public void Quantiles_that_cannot_be_are_refused(string says, ImpostorQuantile[] quantiles)
    {
        var error = Assert.Throws<ArgumentException>(() => OperatingPoint.For(quantiles, 1e-4, 1));
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
    }

    private static ImpostorQuantile[] Chain(double exponent, float threshold, (double Down, float Up)[] steps)
    {
        var chain = new List<ImpostorQuantile> { new(Math.Pow(10, exponent), threshold) };
        foreach (var (down, up) in steps)
        {
            exponent -= down;
            threshold += up;
            chain.Add(new ImpostorQuantile(Math.Pow(10, exponent), threshold));
        }

        return [.. chain];
    }
}
