using System.Globalization;
using DoorFace.Evaluation.Data;
using Spectre.Console;

namespace DoorFace.Evaluation.Comparisons;

/// <summary>The report for people.</summary>
public static class EvaluationConsole
{
    private const int FailuresListed = 20;

    public static void Write(IAnsiConsole console, EvaluationReport report)
    {
        ArgumentNullException.ThrowIfNull(console);
        var data = report.Data;
        Line(console, $"{data.Name}: {data.People.Count:N0} people, {data.ImageCount:N0} images (at most {report.Options.MaxPerPerson} of each), embedder {data.Embedder.Prefix}");
        WriteFailures(console, "Failures to detect a face", data.FailuresToDetect);
        WriteFailures(console, "Files that could not be read", data.Unreadable);
        WriteResult(console, report.Result, report.Result.Title);
        if (report.Baseline is { } baseline)
        {
            WriteResult(console, baseline, $"For comparison, one image against one: genuine comparisons of the same {baseline.Rates.GenuinePeople:N0} people");
            WriteGain(console, report.Gain);
        }

        Line(console, "");
        Line(console, "Intervals are 95 %: FMR by Wilson with comparisons taken as independent, FNMR by bootstrap over people.");
    }

    private static void WriteFailures(IAnsiConsole console, string what, IReadOnlyList<ImageFailure> failures)
    {
        Line(console, $"{what}: {(failures.Count == 0 ? "none" : failures.Count.ToString("N0", CultureInfo.InvariantCulture))}");
        foreach (var failure in failures.Take(FailuresListed))
        {
            Line(console, $"  {failure.File}: {failure.Reason}");
        }

        if (failures.Count > FailuresListed)
        {
            Line(console, $"  and {failures.Count - FailuresListed:N0} more; --json lists all");
        }
    }

    private static void WriteResult(IAnsiConsole console, ProtocolResult result, string title)
    {
        var rates = result.Rates;
        Line(console, "");
        Line(console, title);
        Line(console, $"{rates.GenuineCount:N0} genuine comparisons of {rates.GenuinePeople:N0} people, {rates.ImpostorCount:N0} impostor comparisons; equal error rate {Percent(rates.EqualErrorRate)}");
        Line(console, string.Create(
            CultureInfo.InvariantCulture,
            $"Genuine scores: 1 % are below {rates.GenuineQuantile(0.01):0.000}, the lowest is {rates.GenuineQuantile(0):0.000}; the highest impostor score is {rates.HighestImpostor:0.000}"));
        if (result.OperatingPoints.Count > 0)
        {
            console.Write(Table(result.OperatingPoints));
        }

        foreach (var target in result.Unsupported)
        {
            Line(console, $"FMR {Power(target)} is not supported by {rates.ImpostorCount:N0} comparisons: {MeasuredOperatingPoint.FewestExpectedFalseMatches / target:N0} are the least.");
        }

        if (result.OperatingPoints.Any(point => point.FalseMatches < MeasuredOperatingPoint.FewErrors))
        {
            Line(console, $"* fewer than {MeasuredOperatingPoint.FewErrors} false matches: the threshold is known only roughly");
        }
    }

    private static void WriteGain(IAnsiConsole console, FusionGain? gain)
    {
        Line(console, "");
        Line(console, gain switch
        {
            null => $"What fusing is worth at FMR {Power(FusionGain.FalseMatchRate)} is not supported by so few comparisons.",
            { Ratio: null } => $"At FMR {Power(gain.TargetFalseMatchRate)} one image against one makes no error: fusing has nothing to gain.",
            _ => string.Create(
                CultureInfo.InvariantCulture,
                $"At FMR {Power(gain.TargetFalseMatchRate)} fusing takes FNMR from {Percent(gain.Unfused)} to {Percent(gain.Fused)}: {gain.Ratio:0.00} of it, {(gain.IsAtMostHalf ? "at most half" : "MORE THAN HALF")}."),
        });
    }

    private static Table Table(IReadOnlyList<MeasuredOperatingPoint> points)
    {
        var table = new Table { Border = TableBorder.Rounded };
        table.AddColumns("FMR", "Threshold", "False matches", "FMR interval", "False non-matches", "FNMR", "FNMR interval");
        foreach (var column in table.Columns)
        {
            column.Alignment = Justify.Right;
        }

        foreach (var point in points)
        {
            table.AddRow(
                Power(point.TargetFalseMatchRate),
                point.Threshold.ToString("0.000", CultureInfo.InvariantCulture),
                point.FalseMatches.ToString("N0", CultureInfo.InvariantCulture) + (point.FalseMatches < MeasuredOperatingPoint.FewErrors ? " *" : ""),
                $"{point.FalseMatchInterval.Low:0.0E0}..{point.FalseMatchInterval.High:0.0E0}",
                point.FalseNonMatches.ToString("N0", CultureInfo.InvariantCulture),
                Percent(point.FalseNonMatchRate),
                $"{Percent(point.FalseNonMatchInterval.Low)}..{Percent(point.FalseNonMatchInterval.High)}");
        }

        return table;
    }

    // Names of files may hold what Spectre takes for markup.
    private static void Line(IAnsiConsole console, string text) => console.WriteLine(text);

    private static string Percent(double rate) => (rate * 100).ToString("0.00", CultureInfo.InvariantCulture) + " %";

    private static string Power(double rate) => rate.ToString("0.#E0", CultureInfo.InvariantCulture);
}
