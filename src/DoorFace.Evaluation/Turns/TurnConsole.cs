using System.Globalization;
using DoorFace.Core.Biometrics;
using DoorFace.Evaluation.Comparisons;
using Spectre.Console;

namespace DoorFace.Evaluation.Turns;

/// <summary>What turned pictures do, for people.</summary>
public static class TurnConsole
{
    public static void Write(IAnsiConsole console, string name, ComparisonScore threshold, IReadOnlyList<TurnFigures> figures)
    {
        ArgumentNullException.ThrowIfNull(console);
        ArgumentNullException.ThrowIfNull(figures);
        console.WriteLine(Text($"{name}: pictures turned clockwise about their centre, mirrored beyond their edge; strangers compared one image against one at {threshold.Value:0.000}"));
        var table = new Table { Border = TableBorder.Rounded };
        table.AddColumns("Degrees", "Faces found", "Turned", "Refused", "FMR of all", "False matches", "Of comparisons that the door makes", "FMR", "FMR of all attempted");
        foreach (var of in figures)
        {
            table.AddRow(
                Text($"{of.Degrees:0.##}"),
                Text($"{of.DetectionRate:P1}"),
                Text($"{of.TurnedRate:P2}"),
                Text($"{of.RefusalRate:P2}"),
                Rate(of.UncheckedRate),
                Text($"{of.PassingMatches:N0}"),
                Text($"{of.PassingComparisons:N0}"),
                Rate(of.CheckedRate),
                Rate(of.AttemptedRate));
        }

        console.Write(table);
        if (figures.FirstOrDefault(of => of.Degrees == 0) is { PassingComparisons: > 0 } upright)
        {
            var bound = ConfidenceInterval.Wilson(upright.PassingMatches, upright.PassingComparisons).High;
            var above = figures.Where(of => of.CheckedRate > bound).Select(of => Text($"{of.Degrees:0.##}")).ToArray();
            console.WriteLine($"Upper bound of the upright FMR (95 %, Wilson): {Rate(bound)}; above it: {(above.Length == 0 ? "no angle" : string.Join(", ", above))}");
        }
    }

    private static string Rate(double rate) => rate == 0 ? "0" : rate.ToString("0.0e-0", CultureInfo.InvariantCulture);

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
