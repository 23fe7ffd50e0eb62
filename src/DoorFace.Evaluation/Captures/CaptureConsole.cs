using System.Globalization;
using DoorFace.Core.Enrollment;
using DoorFace.Evaluation.Pictures;
using Spectre.Console;

namespace DoorFace.Evaluation.Captures;

/// <summary>The survey for people.</summary>
public static class CaptureConsole
{
    private const int RefusedListed = 40;

    private static readonly double[] Shares = [0.01, 0.5, 0.99];

    public static void Write(IAnsiConsole console, string name, EnrollmentRules rules, IReadOnlyDictionary<Spoiling, List<MeasuredCapture>> captures)
    {
        ArgumentNullException.ThrowIfNull(console);
        ArgumentNullException.ThrowIfNull(captures);
        console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {captures[Spoiling.None].Count:N0} captures, each as it is and spoiled"));
        console.Write(Figures(CaptureFigure.All(rules), captures));
        console.WriteLine("Each figure: 1 % of the captures are below, half, 99 %. Similarity and pose moved: against the picture before it was spoiled.");
        console.Write(Refusals(captures));
        var refused = captures[Spoiling.None].Where(capture => capture.Fault is not null and not { Reason: CaptureRefusal.NotFrontal }).ToList();
        console.WriteLine($"Ordinary captures that are refused, for all but turned heads: {refused.Count}");
        foreach (var capture in refused.Take(RefusedListed))
        {
            console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {capture.File}: {capture.Fault!.Value.Reason} ({capture.Fault.Value.Found:0.000})"));
        }
    }

    private static Table Figures(IReadOnlyList<CaptureFigure> figures, IReadOnlyDictionary<Spoiling, List<MeasuredCapture>> captures)
    {
        var table = NewTable(["Figure", "Limit", "Ordinary that fail", .. captures.Keys.Select(how => how.ToString())]);
        foreach (var figure in figures)
        {
            table.AddRow(
            [
                figure.Name,
                $"{(figure.IsLargest ? "≤" : "≥")} {Number(figure.Limit)}",
                Percent(figure.FailureRate(captures[Spoiling.None])),
                .. captures.Values.Select(of => Quantiles(figure, of)),
            ]);
        }

        foreach (var compared in (ReadOnlySpan<CaptureFigure>)[
            new("similarity", capture => capture.Similarity, 0, false), new("pose moved", capture => capture.PoseMoved, 0, false)])
        {
            table.AddRow([compared.Name, "", "", .. captures.Values.Select(of => Quantiles(compared, of))]);
        }

        return table;
    }

    private static Table Refusals(IReadOnlyDictionary<Spoiling, List<MeasuredCapture>> captures)
    {
        CaptureRefusal[] reasons = [.. captures.Values.SelectMany(of => of).Select(capture => capture.Fault?.Reason).OfType<CaptureRefusal>().Distinct().Order()];
        var table = NewTable(["Spoiled by", "Refused", .. reasons.Select(reason => reason.ToString())]);
        foreach (var (how, of) in captures)
        {
            table.AddRow(
            [
                how.ToString(),
                Percent((double)of.Count(capture => capture.Fault is not null) / of.Count),
                .. reasons.Select(reason => Percent((double)of.Count(capture => capture.Fault?.Reason == reason) / of.Count)),
            ]);
        }

        return table;
    }

    private static string Quantiles(CaptureFigure figure, List<MeasuredCapture> captures) =>
        string.Join('\n', Shares.Select(share => Number(figure.Quantile(captures, share))));

    private static Table NewTable(string[] columns)
    {
        var table = new Table { Border = TableBorder.Rounded };
        table.AddColumns(columns);
        return table;
    }

    private static string Number(float value) => value.ToString(MathF.Abs(value) >= 10 ? "0" : "0.000", CultureInfo.InvariantCulture);

    private static string Percent(double rate) => (rate * 100).ToString("0.0", CultureInfo.InvariantCulture) + " %";
}
