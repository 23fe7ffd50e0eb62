using System.Globalization;

namespace DoorFace.Device.Gpio;

/// <summary>The names that a chip's lines bear, as the device tree gives them.</summary>
internal static class LineNames
{
    private const int MostSuggestions = 4;

    /// <summary>The line that a number or a name means.</summary>
    /// <param name="wanted">A number from 0, or a name; names are told apart by case, as the kernel does.</param>
    /// <param name="names">A name for each line, by its number; empty for a line without.</param>
    /// <param name="chip">The chip as the message calls it.</param>
    /// <exception cref="DoorIoException">No line or more than one is called so.</exception>
    public static int Find(string wanted, IReadOnlyList<string> names, string chip)
    {
        if (int.TryParse(wanted, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return number < names.Count
                ? number
                : throw new DoorIoException(
                    $"GPIO line {wanted} does not exist; {chip} has the lines 0 to {names.Count - 1}. Set it to one of them, or to a line's name.");
        }

        var lines = Enumerable.Range(0, names.Count).Where(line => names[line] == wanted && wanted.Length > 0).ToList();
        return lines switch
        {
            [var line] => line,
            [] => throw new DoorIoException($"GPIO line '{wanted}' does not exist on {chip}; {Suggestions(wanted, names)}"),
            _ => throw new DoorIoException(
                $"GPIO line '{wanted}' is ambiguous: the lines {string.Join(", ", lines)} of {chip} are all called so. Set it to the number of one of them."),
        };
    }

    private static string Suggestions(string wanted, IReadOnlyList<string> names)
    {
        var close = names.Where(name => name.Length > 0).Distinct()
            .OrderBy(name => Distance(name.ToUpperInvariant(), wanted.ToUpperInvariant()))
            .Take(MostSuggestions).ToList();
        return close.Count == 0
            ? $"its lines have no names. Set it to a number, 0 to {names.Count - 1}."
            : $"close to it are {string.Join(", ", close)}. Set it to one of the names that 'gpioinfo' shows, or to a number, 0 to {names.Count - 1}.";
    }

    /// <summary>Characters to insert, delete or replace to make one of the other.</summary>
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
