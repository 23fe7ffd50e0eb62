namespace DoorFace.Evaluation.Comparisons;

/// <summary>A detection error trade-off curve: the lowest false non-match rate at each false match rate.</summary>
/// <param name="Label">What was compared.</param>
/// <param name="Points">From few to many false matches; rates 0..1, FMR above 0.</param>
/// <param name="Marked">The operating points to mark.</param>
public sealed record DetCurve(string Label, IReadOnlyList<DetCurve.Point> Points, IReadOnlyList<DetCurve.Point> Marked)
{
    // Neighbouring points differ by two per cent in FMR: finer than a pixel on any axis of decades.
    private const double Step = 1.02;

    /// <summary>The curve of a result, at every number of false matches where they are few and in equal ratios where they are many.</summary>
    public static DetCurve Of(ProtocolResult result)
    {
        var points = new List<Point>();
        for (var allowed = 1; allowed < result.Rates.ImpostorCount; allowed = Math.Max(allowed + 1, (int)Math.Min(int.MaxValue, allowed * Step)))
        {
            var threshold = result.Rates.ThresholdAllowing(allowed);
            if (result.Rates.FalseMatches(threshold) > 0)
            {
                points.Add(new Point(result.Rates.FalseMatchRate(threshold), result.Rates.FalseNonMatchRate(threshold)));
            }
        }

        points.Add(new Point(1, result.Rates.FalseNonMatchRate(result.Rates.ThresholdAllowing(result.Rates.ImpostorCount))));
        var marked = result.OperatingPoints.Where(point => point.FalseMatches > 0).Select(point => new Point(point.FalseMatchRate, point.FalseNonMatchRate));
        return new DetCurve(result.Title, points, [.. marked]);
    }

    public readonly record struct Point(double FalseMatchRate, double FalseNonMatchRate);
}
