using System.Text.Json;
using System.Text.Json.Serialization;

namespace DoorFace.Evaluation.Comparisons;

/// <summary>The report for machines; rates are 0..1, intervals 95 %.</summary>
public sealed record EvaluationJson(
    string Dataset,
    string Embedder,
    int People,
    int Images,
    int MaxPerPerson,
    int Seed,
    IReadOnlyList<string> FailuresToDetect,
    IReadOnlyList<string> Unreadable,
    int References,
    int Probes,
    int GenuinePeople,
    double EqualErrorRate,
    float GenuineOnePercent,
    float HighestImpostor,
    IReadOnlyList<EvaluationJson.Point> OperatingPoints,
    IReadOnlyList<double> UnsupportedFmr,
    EvaluationJson.SingleImage? Baseline,
    double? FusionRatio)
{
    /// <summary>Writes the report as one object.</summary>
    public static string Serialize(EvaluationReport report) => JsonSerializer.Serialize(From(report), EvaluationJsonContext.Default.EvaluationJson);

    private static EvaluationJson From(EvaluationReport report) => new(
        report.Data.Name,
        report.Data.Embedder.Value,
        report.Data.People.Count,
        report.Data.ImageCount,
        report.Options.MaxPerPerson,
        report.Options.Seed,
        [.. report.Data.FailuresToDetect.Select(failure => failure.File)],
        [.. report.Data.Unreadable.Select(failure => failure.File)],
        report.Result.References,
        report.Result.Probes,
        report.Result.Rates.GenuinePeople,
        report.Result.Rates.EqualErrorRate,
        report.Result.Rates.GenuineQuantile(0.01),
        report.Result.Rates.HighestImpostor,
        [.. report.Result.OperatingPoints.Select(Point.From)],
        report.Result.Unsupported,
        report.Baseline is { } single
            ? new SingleImage(single.Rates.GenuinePeople, single.Rates.EqualErrorRate, [.. single.OperatingPoints.Select(Point.From)], single.Unsupported)
            : null,
        report.Gain?.Ratio);

    /// <param name="Fmr">The false match rate aimed at.</param>
    /// <param name="Fnmr">The false non-match rate measured there.</param>
    /// <param name="Threshold">Scores from here on match.</param>
    /// <param name="Genuine">Genuine comparisons.</param>
    /// <param name="Impostor">Impostor comparisons.</param>
    /// <param name="MeasuredFmr">At most the rate aimed at.</param>
    /// <param name="FmrLow">Wilson's interval, comparisons taken as independent.</param>
    /// <param name="FmrHigh">Its other end.</param>
    /// <param name="FnmrLow">Bootstrap over people.</param>
    /// <param name="FnmrHigh">Its other end.</param>
    public sealed record Point(
        double Fmr, double Fnmr, float Threshold, int Genuine, int Impostor, double MeasuredFmr, double FmrLow, double FmrHigh, double FnmrLow, double FnmrHigh)
    {
        internal static Point From(MeasuredOperatingPoint point) => new(
            point.TargetFalseMatchRate,
            point.FalseNonMatchRate,
            point.Threshold,
            point.Genuine,
            point.Impostor,
            point.FalseMatchRate,
            point.FalseMatchInterval.Low,
            point.FalseMatchInterval.High,
            point.FalseNonMatchInterval.Low,
            point.FalseNonMatchInterval.High);
    }

    /// <summary>One image against one, on the people of the fused comparison.</summary>
    public sealed record SingleImage(int GenuinePeople, double EqualErrorRate, IReadOnlyList<Point> OperatingPoints, IReadOnlyList<double> UnsupportedFmr);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(EvaluationJson))]
internal sealed partial class EvaluationJsonContext : JsonSerializerContext;
