using System.Globalization;
using System.Text;

namespace DoorFace.Storage.Residents.Names;

/// <summary>
/// Brings names to a form in which those that people take for one are equal: compatibility decomposition (NFKD) with full case folding, and both kinds of
/// the letter i as one. The program runs without ICU, and .NET's own normalization then changes nothing and says so nowhere, so that Unicode's tables come along.
/// NFKD rather than NFD: a full-width or mathematical letter reads like the plain one.
/// </summary>
internal static class NameFolding
{
    private const int FirstSyllable = 0xAC00, LastSyllable = 0xD7A3, FirstLead = 0x1100, FirstVowel = 0x1161, BeforeFirstTail = 0x11A7, Vowels = 21, Tails = 28;

    private static readonly Dictionary<int, int[]> Foldings = ReadFoldings();
    private static readonly (int First, int Last, int Class)[] Classes = [.. Lines("combining.txt").Select(line => (line[0], line[1], line[2]))];

    public const int ZeroWidthNonJoiner = 0x200C;
    public const int ZeroWidthJoiner = 0x200D;

    /// <summary>The name folded. What is not seen by itself is left out.</summary>
    public static string Fold(string name)
    {
        List<int> folded = [];
        foreach (var rune in name.EnumerateRunes())
        {
            if (rune.Value is not (ZeroWidthNonJoiner or ZeroWidthJoiner) && !IsBlank(rune.Value))
            {
                Add(folded, rune.Value);
            }
        }

        Order(folded);
        var text = new StringBuilder();
        foreach (var point in folded)
        {
            text.Append(new Rune(point).ToString());
        }

        return text.ToString();
    }

    /// <summary>Whether a letter, a mark or a symbol is one that is not seen: a filler, a selector, an empty Braille cell.</summary>
    public static bool IsBlank(int point) => point is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or (>= 0x180B and <= 0x180F) or 0x2800 or 0x3164
        or (>= 0xFE00 and <= 0xFE0F) or 0xFFA0 or (>= 0xE0100 and <= 0xE01EF);

    /// <summary>The canonical combining class; 0 for what is no mark, or one that keeps its place, and 9 for a virama.</summary>
    public static int ClassOf(int point)
    {
        var (low, high) = (0, Classes.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (point < Classes[middle].First)
            {
                high = middle - 1;
            }
            else if (point > Classes[middle].Last)
            {
                low = middle + 1;
            }
            else
            {
                return Classes[middle].Class;
            }
        }

        return 0;
    }

    private static void Add(List<int> folded, int point)
    {
        if (point is >= FirstSyllable and <= LastSyllable)
        {
            var (number, tail) = Math.DivRem(point - FirstSyllable, Tails);
            folded.Add(FirstLead + (number / Vowels));
            folded.Add(FirstVowel + (number % Vowels));
            if (tail > 0)
            {
                folded.Add(BeforeFirstTail + tail);
            }
        }
        else if (point is >= 'A' and <= 'Z')
        {
            folded.Add(point | 0x20);
        }
        else if (Foldings.TryGetValue(point, out var result))
        {
            folded.AddRange(result);
        }
        else
        {
            folded.Add(point);
        }
    }

    /// <summary>Marks that do not touch one another have an order in which they are compared: a stable sort of each run of them.</summary>
    private static void Order(List<int> points)
    {
        for (var i = 1; i < points.Count; i++)
        {
            var (point, own) = (points[i], ClassOf(points[i]));
            var place = i;
            for (; own > 0 && place > 0 && ClassOf(points[place - 1]) > own; place--)
            {
                points[place] = points[place - 1];
            }

            points[place] = point;
        }
    }

    private static Dictionary<int, int[]> ReadFoldings()
    {
        Dictionary<int, int[]> foldings = [];
        foreach (var line in Lines("folding.txt"))
        {
            for (var i = 0; i < line[1]; i++)
            {
                foldings.Add(line[0] + (i * line[2]), line[1] == 1 ? line[4..] : [line[4] + (i * line[3])]);
            }
        }

        return foldings;
    }

    private static IEnumerable<int[]> Lines(string name)
    {
        using var reader = new StreamReader(typeof(NameFolding).Assembly.GetManifestResourceStream(name)!);
        while (reader.ReadLine() is { } line)
        {
            if (!line.StartsWith('#'))
            {
                yield return [.. line.Split(' ').Select(part => int.Parse(part, NumberStyles.HexNumber, CultureInfo.InvariantCulture))];
            }
        }
    }
}
