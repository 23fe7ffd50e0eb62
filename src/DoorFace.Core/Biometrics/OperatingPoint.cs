namespace DoorFace.Core.Biometrics;

/// <summary>
/// The score from which a candidate counts as the same person, derived from a wanted false positive identification rate (FPIR):
/// the chance that one attempt by a stranger matches anybody. Comparing with N residents gives a stranger N chances,
/// so the rate allowed per comparison shrinks with N, and adding residents does not loosen the door:
/// FPIR = 1 − (1 − FMR)^N.
/// </summary>
/// <param name="FalsePositiveIdentificationRate">The rate that was asked for, per attempt.</param>
/// <param name="GallerySize">The residents it holds for.</param>
/// <param name="FalseMatchRate">What that allows per comparison.</param>
/// <param name="Threshold">The score that a fused probe must reach.</param>
/// <param name="ViewThreshold">The score that each of its views must reach alone to count as the same person.</param>
public sealed record OperatingPoint(
    double FalsePositiveIdentificationRate, int GallerySize, double FalseMatchRate, ComparisonScore Threshold, ComparisonScore ViewThreshold)
{
    /// <summary>
    /// False match rate of one view alone, at the door and at enrollment: one stranger in a thousand would pass. It never decides, it
    /// only keeps views of somebody else out of what is fused, and at this rate hardly a view of the same person is lost (see the
    /// embedder's card).
    /// </summary>
    public const double ViewFalseMatchRate = 1e-3;

    /// <param name="impostorScores">The embedder's measured quantiles (at least two), in any order; both columns strictly monotonic.</param>
    /// <param name="falsePositiveIdentificationRate">Wanted FPIR, above 0 and at most 0.01.</param>
    /// <param name="gallerySize">Residents enrolled; none counts as one.</param>
    /// <exception cref="ArgumentException">Fewer than two quantiles, or quantiles that contradict one another.</exception>
    public static OperatingPoint For(IEnumerable<ImpostorQuantile> impostorScores, double falsePositiveIdentificationRate, int gallerySize)
    {
        ArgumentNullException.ThrowIfNull(impostorScores);
        if (falsePositiveIdentificationRate is not (> 0 and <= 0.01))
        {
            throw new ArgumentOutOfRangeException(
                nameof(falsePositiveIdentificationRate), falsePositiveIdentificationRate, "The false positive identification rate is above 0 and at most 0.01.");
        }

        ArgumentOutOfRangeException.ThrowIfNegative(gallerySize);
        var quantiles = Sorted(impostorScores);
        if (ObjectionToSorted(quantiles) is { } objection)
        {
            throw new ArgumentException(objection, nameof(impostorScores));
        }

        var rate = RatePerComparison(falsePositiveIdentificationRate, Math.Max(1, gallerySize));
        return new OperatingPoint(
            falsePositiveIdentificationRate,
            gallerySize,
            rate,
            new ComparisonScore(ThresholdAt(quantiles, rate)),
            new ComparisonScore(ThresholdAt(quantiles, Math.Max(rate, ViewFalseMatchRate))));
    }

    /// <summary>Why measured quantiles allow no threshold, as a sentence; null when they do.</summary>
    public static string? ObjectionTo(IEnumerable<ImpostorQuantile> impostorScores)
    {
        ArgumentNullException.ThrowIfNull(impostorScores);
        return ObjectionToSorted(Sorted(impostorScores));
    }

    private static string? ObjectionToSorted(ImpostorQuantile[] quantiles)
    {
        if (quantiles.Length < 2)
        {
            return $"An operating point needs at least two measured impostor quantiles, got {quantiles.Length}.";
        }

        for (var i = 0; i < quantiles.Length; i++)
        {
            if (quantiles[i].FalseMatchRate is not (> 0 and < 1) || quantiles[i].Threshold is not (>= -1 and <= 1))
            {
                return $"Impostor quantile {quantiles[i]} is out of range: rate in 0..1, threshold in -1..1.";
            }

            if (i > 0 && (quantiles[i].FalseMatchRate == quantiles[i - 1].FalseMatchRate || quantiles[i].Threshold <= quantiles[i - 1].Threshold))
            {
                return $"Impostor quantiles contradict one another: {quantiles[i - 1]} and {quantiles[i]}.";
            }
        }

        return null;
    }

    private static ImpostorQuantile[] Sorted(IEnumerable<ImpostorQuantile> impostorScores) => [.. impostorScores.OrderByDescending(q => q.FalseMatchRate)];

    // FMR = 1 - (1 - FPIR)^(1/N). As written that loses most of its digits to the ones when the rate is small and N is large;
    // these are Kahan's forms of log(1 + x) and exp(x) - 1, which keep them.
    private static double RatePerComparison(double attemptRate, int comparisons)
    {
        var rest = 1 - attemptRate;
        var logarithm = (rest == 1 ? -attemptRate : Math.Log(rest) * attemptRate / (1 - rest)) / comparisons;
        var power = Math.Exp(logarithm);
        return power == 1 ? -logarithm : (1 - power) * logarithm / Math.Log(power);
    }

    // Linear in log(rate) between measured points. Beyond the last one the last slope goes on: impostor tails fall faster
    // than that, so the extrapolated threshold errs towards refusing. Above the first point the first threshold holds.
    private static float ThresholdAt(ImpostorQuantile[] quantiles, double rate)
    {
        if (rate >= quantiles[0].FalseMatchRate)
        {
            return quantiles[0].Threshold;
        }

        var upper = 1;
        while (upper < quantiles.Length - 1 && rate < quantiles[upper].FalseMatchRate)
        {
            upper++;
        }

        var (from, to) = (quantiles[upper - 1], quantiles[upper]);
        var slope = ((double)to.Threshold - from.Threshold) / (Math.Log(to.FalseMatchRate) - Math.Log(from.FalseMatchRate));
        return (float)Math.Min(1, from.Threshold + (slope * (Math.Log(rate) - Math.Log(from.FalseMatchRate))));
    }
}
