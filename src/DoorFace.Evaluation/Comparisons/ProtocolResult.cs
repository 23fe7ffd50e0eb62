using DoorFace.Evaluation.Data;

namespace DoorFace.Evaluation.Comparisons;

/// <summary>The error rates of one way to compare.</summary>
/// <param name="References">Images in a reference.</param>
/// <param name="Probes">Images in a probe.</param>
/// <param name="Rates">All scores behind the figures.</param>
/// <param name="OperatingPoints">At the wanted false match rates that the scores support, in the order asked for.</param>
/// <param name="Unsupported">The wanted rates that they do not.</param>
public sealed record ProtocolResult(
    int References, int Probes, ErrorRates Rates, IReadOnlyList<MeasuredOperatingPoint> OperatingPoints, IReadOnlyList<double> Unsupported)
{
    /// <summary>What is compared, for people.</summary>
    public string Title => References == 1 && Probes == 1
        ? "One image against one"
        : $"{Count(References, "reference")} against {Count(Probes, "probe image")}";

    /// <exception cref="EvaluationException">A kind of comparison is missing.</exception>
    public static ProtocolResult Measure(int references, int probes, ComparisonScores scores, EvaluationOptions options)
    {
        var rates = new ErrorRates(scores);
        var supported = options.FalseMatchRates.ToLookup(rate => MeasuredOperatingPoint.IsSupported(rate, rates.ImpostorCount));
        return new ProtocolResult(
            references, probes, rates, [.. supported[true].Select(rate => MeasuredOperatingPoint.Measure(rates, rate, options.Seed))], [.. supported[false]]);
    }

    private static string Count(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";
}
