using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Spectre.Console;

namespace DoorFace.Evaluation.Unlinkability;

/// <summary>The report for people and for machines.</summary>
internal static class UnlinkabilityConsole
{
    public static void Write(IAnsiConsole console, UnlinkabilityReport report)
    {
        Line(console, $"{report.Dataset}, embedder {report.Embedder[..12]}: {report.Mated:N0} mated comparisons across {report.Units} pairs of units, and as many non-mated");
        Line(console, $"D_sys across two units: {report.Linkability:0.0000} (at most {UnlinkabilityReport.TargetLinkability}: {Verdict(report.Linkability <= UnlinkabilityReport.TargetLinkability)})");
        Line(console, $"  of non-mated comparisons among themselves: {report.Floor:0.0000}, which so many comparisons in {Linkability.Bins} bins cannot tell from 0");
        Line(console, $"  of the same comparisons without the rotation: {report.PlainLinkability:0.0000}");
        Line(console, $"Largest difference of a score within one unit: {report.LargestDeviation:0.0E0} (at most {UnlinkabilityReport.TargetDeviation:0E0}: {Verdict(report.LargestDeviation <= UnlinkabilityReport.TargetDeviation)})");
    }

    public static string Serialize(UnlinkabilityReport report) => JsonSerializer.Serialize(report, UnlinkabilityJson.Default.UnlinkabilityReport);

    private static string Verdict(bool met) => met ? "met" : "NOT MET";

    private static void Line(IAnsiConsole console, FormattableString text) => console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(UnlinkabilityReport))]
internal sealed partial class UnlinkabilityJson : JsonSerializerContext;
