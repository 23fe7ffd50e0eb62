namespace DoorFace.Evaluation.Comparisons;

/// <summary>What several images on a side are worth against one on each, at one false match rate and on the same people.</summary>
/// <param name="TargetFalseMatchRate">Per comparison.</param>
/// <param name="Fused">False non-match rate of the fused comparison.</param>
/// <param name="Unfused">That of one image against one.</param>
public sealed record FusionGain(double TargetFalseMatchRate, double Fused, double Unfused)
{
    /// <summary>Where the gain is told: the rate that the requirement on several references is stated at.</summary>
    public const double FalseMatchRate = 1e-4;

    /// <summary>The fused rate in terms of the other; null where one image against one makes no error, so that there is nothing to gain.</summary>
    public double? Ratio => Unfused > 0 ? Fused / Unfused : null;

    /// <summary>Whether fusing halves the misses at least; false where there is nothing to gain.</summary>
    public bool IsAtMostHalf => Ratio <= 0.5;

    /// <returns>Null when one of the results does not support the rate.</returns>
    public static FusionGain? Of(ProtocolResult fused, ProtocolResult unfused)
    {
        ArgumentNullException.ThrowIfNull(fused);
        ArgumentNullException.ThrowIfNull(unfused);
        return At(fused) is { } left && At(unfused) is { } right ? new FusionGain(FalseMatchRate, left.FalseNonMatchRate, right.FalseNonMatchRate) : null;
    }

    private static MeasuredOperatingPoint? At(ProtocolResult result) => result.OperatingPoints.FirstOrDefault(point => point.TargetFalseMatchRate == FalseMatchRate);
}
