namespace DoorFace.Evaluation.Comparisons;

/// <summary>What was measured at one wanted false match rate.</summary>
/// <param name="TargetFalseMatchRate">Per comparison.</param>
/// <param name="Threshold">The smallest threshold that keeps to it here.</param>
/// <param name="FalseMatches">Impostor comparisons that match at the threshold.</param>
/// <param name="Impostor">Impostor comparisons.</param>
/// <param name="FalseNonMatches">Genuine comparisons that do not match.</param>
/// <param name="Genuine">Genuine comparisons.</param>
/// <param name="FalseMatchInterval">Wilson's, which takes comparisons as independent; since they share images it is rather too narrow.</param>
/// <param name="FalseNonMatchInterval">By bootstrap over people.</param>
public sealed record MeasuredOperatingPoint(
    double TargetFalseMatchRate,
    float Threshold,
    int FalseMatches,
    int Impostor,
    int FalseNonMatches,
    int Genuine,
    ConfidenceInterval FalseMatchInterval,
    ConfidenceInterval FalseNonMatchInterval)
{
    /// <summary>
    /// A target is measured only where this many false matches would be expected: the rule of three, by which N comparisons without
    /// an error show, at 95 %, a rate of at most 3/N. With fewer comparisons not even a perfect result could show the target.
    /// </summary>
    public const double FewestExpectedFalseMatches = 3;

    /// <summary>Below this many errors a rate is known to no better than about a third of itself (Doddington's rule of 30, ISO/IEC 19795-1).</summary>
    public const int FewErrors = 30;

    public double FalseMatchRate => (double)FalseMatches / Impostor;

    public double FalseNonMatchRate => (double)FalseNonMatches / Genuine;

    public static bool IsSupported(double targetFalseMatchRate, int impostor) => impostor * targetFalseMatchRate >= FewestExpectedFalseMatches;

    /// <param name="rates">The scores.</param>
    /// <param name="targetFalseMatchRate">One that the scores support, or the figure says nothing.</param>
    /// <param name="seed">Of the bootstrap.</param>
    public static MeasuredOperatingPoint Measure(ErrorRates rates, double targetFalseMatchRate, int seed)
    {
        var threshold = rates.ThresholdFor(targetFalseMatchRate);
        var falseMatches = rates.FalseMatches(threshold);
        return new MeasuredOperatingPoint(
            targetFalseMatchRate,
            threshold,
            falseMatches,
            rates.ImpostorCount,
            rates.FalseNonMatches(threshold),
            rates.GenuineCount,
            ConfidenceInterval.Wilson(falseMatches, rates.ImpostorCount),
            rates.FalseNonMatchInterval(threshold, seed));
    }
}
