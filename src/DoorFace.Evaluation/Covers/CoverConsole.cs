using System.Globalization;
using DoorFace.Core.Access;
using DoorFace.Core.Biometrics;
using DoorFace.Core.Enrollment;
using DoorFace.Evaluation.Comparisons;
using DoorFace.Evaluation.Pictures;
using Spectre.Console;

namespace DoorFace.Evaluation.Covers;

/// <summary>The survey of covers for people.</summary>
public static class CoverConsole
{
    private const int Listed = 40;
    private const double Most = 0.9;

    public static void Write(IAnsiConsole console, string name, CoverFindings findings, ComparisonScore threshold)
    {
        ArgumentNullException.ThrowIfNull(console);
        ArgumentNullException.ThrowIfNull(findings);
        var covered = findings.Views.Where(view => view.Cover is { } cover && Cover.Judging.Contains(cover)).ToList();
        console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {findings.Uncovered.Count:N0} uncovered faces that are not turned away, {covered.Count:N0} with covers that did not set the measure"));
        console.Write(UncoveredTable(findings));
        var refused = findings.Uncovered.Where(IsCovered).OrderByDescending(view => view.Face.Covering).ToList();
        console.WriteLine($"Uncovered, refused as covered: {refused.Count}");
        foreach (var view in refused.Take(Listed))
        {
            console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {view.File} ({view.Face.Covering:0.00})"));
        }

        console.Write(KindTable("Kind of cover, the worst first", covered));
        console.Write(KindTable("Measured, nothing promised", [.. findings.Views.Where(view => view.Cover is { } cover && Cover.Others.Contains(cover))]));
        console.Write(ApproachTable(findings));
        console.Write(MatchTable(findings, covered, threshold));
    }

    private static Table UncoveredTable(CoverFindings findings)
    {
        var table = NewTable("Uncovered", "Faces", "Refused as covered", "95 % interval");
        var faces = findings.Uncovered;
        Row("all", faces);
        Row("mouth open: the upper tenth", Upper(view => view.Traits.MouthOpenness));
        Row("mouth wide, as for a smile: the upper tenth", Upper(view => view.Traits.MouthWidth));
        Row("chin dark, as of a beard: the upper tenth", Upper(view => view.Traits.ChinDarkness));
        foreach (var spoiled in findings.Views.Where(view => view is { Cover: null, Found: true, Door: null or DenialReason.FaceCovered } && view.Spoiling != Spoiling.None).GroupBy(view => view.Spoiling))
        {
            Row($"{spoiled.Key}", [.. spoiled]);
        }

        return table;

        List<CoveredView> Upper(Func<CoveredView, float> trait) => [.. faces.OrderBy(trait).Skip((int)(faces.Count * Most))];

        void Row(string what, IReadOnlyList<CoveredView> of)
        {
            if (of.Count > 0)
            {
                table.AddRow(what, $"{of.Count}", Share(of.Count(IsCovered), of.Count), Interval(of.Count(IsCovered), of.Count));
            }
        }
    }

    private static Table KindTable(string title, List<CoveredView> views)
    {
        var table = NewTable(title, "Faces", "No face found", "Refused at the door", "of these as covered", "Refused at enrollment", "of these as covered");
        foreach (var kind in views.GroupBy(view => view.Cover!.Value).OrderBy(kind => kind.Count(view => view.IsRefusedAtDoor) / (double)kind.Count()))
        {
            Row($"{kind.Key}", [.. kind]);
        }

        if (views.Count > 0)
        {
            Row("all", views);
        }

        return table;

        void Row(string what, IReadOnlyList<CoveredView> of) => table.AddRow(
            what,
            $"{of.Count}",
            Share(of.Count(view => !view.Found), of.Count),
            Share(of.Count(view => view.IsRefusedAtDoor), of.Count),
            Share(of.Count(IsCovered), of.Count),
            Share(of.Count(view => view.Enrollment is not null), of.Count),
            Share(of.Count(view => view.Enrollment is { Reason: CaptureRefusal.FaceCovered }), of.Count));
    }

    private static Table ApproachTable(CoverFindings findings)
    {
        var table = NewTable("In views of one picture", "Pictures", "Views that are refused", "Pictures that the door compares");
        Row("uncovered and not turned away", [.. findings.Approaches.Where(approach => approach.Cover is null && findings.Uncovered.Any(view => view.File == approach.File))]);
        Row("covered", [.. findings.Approaches.Where(approach => approach.Cover is not null)]);
        return table;

        void Row(string what, List<CoveredApproach> of)
        {
            if (of.Count > 0)
            {
                table.AddRow(what, $"{of.Count}", Share(of.Sum(approach => approach.Refused), of.Sum(approach => approach.Views)), Share(of.Count(approach => approach.Compared), of.Count));
            }
        }
    }

    // Of one kind of cover among themselves: what strangers in the same mask would be taken for.
    private static Table MatchTable(CoverFindings findings, List<CoveredView> covered, ComparisonScore threshold)
    {
        var table = NewTable(string.Create(CultureInfo.InvariantCulture, $"Other people's faces, one view each, at {threshold.Value:0.000}"), "Comparisons", "False matches", "FMR");
        Row("uncovered", Pairs(findings.Uncovered, _ => true, threshold));
        var kinds = covered.GroupBy(view => view.Cover).Select(kind => kind.ToList()).ToList();
        Row("in the same kind of cover, without the check", Sum(kinds.Select(kind => Pairs(kind, _ => true, threshold))));
        Row("with the check, at enrollment and at the door", Sum(kinds.Select(kind => Pairs(kind, view => view.Enrollment is null && !view.IsRefusedAtDoor, threshold))));
        return table;

        void Row(string what, (long Count, long Matches) pairs) => table.AddRow(
            what,
            pairs.Count.ToString("N0", CultureInfo.InvariantCulture),
            $"{pairs.Matches}",
            pairs.Count == 0 ? "" : ((double)pairs.Matches / pairs.Count).ToString("0.0e+0", CultureInfo.InvariantCulture));

        static (long Count, long Matches) Sum(IEnumerable<(long Count, long Matches)> parts) =>
            parts.Aggregate((0L, 0L), (sum, part) => (sum.Item1 + part.Count, sum.Item2 + part.Matches));
    }

    private static (long Count, long Matches) Pairs(IReadOnlyList<CoveredView> views, Func<CoveredView, bool> taken, ComparisonScore threshold)
    {
        var all = views.Where(view => view.Features is not null && taken(view)).ToList();
        var (count, matches) = (0L, 0L);
        for (var i = 0; i < all.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (all[i].Person != all[j].Person)
                {
                    count++;
                    matches += all[i].Features!.CompareWith(all[j].Features!) >= threshold ? 1 : 0;
                }
            }
        }

        return (count, matches);
    }

    private static bool IsCovered(CoveredView view) => view.Door == DenialReason.FaceCovered;

    private static Table NewTable(params string[] columns)
    {
        var table = new Table { Border = TableBorder.Rounded };
        table.AddColumns(columns);
        return table;
    }

    private static string Share(long part, long all) => (100.0 * part / all).ToString("0.0", CultureInfo.InvariantCulture) + " %";

    private static string Interval(int part, int all)
    {
        var interval = ConfidenceInterval.Wilson(part, all);
        return string.Create(CultureInfo.InvariantCulture, $"{100 * interval.Low:0.0} to {100 * interval.High:0.0} %");
    }
}
