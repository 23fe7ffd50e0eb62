using System.Buffers;
using System.Globalization;
using System.Text;

namespace DoorFace.Storage;

/// <summary>The rules for a resident's name.</summary>
internal static class ResidentName
{
    private const int MaxCharacters = 64;

    /// <summary>The name without blanks around it.</summary>
    /// <exception cref="ResidentNameException">Empty, longer than 64 characters, or with a character that does not print.</exception>
    public static string Normalize(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var trimmed = name.Trim();
        if (trimmed.Length == 0)
            throw new ResidentNameException("A resident's name must not be empty.");

        var characters = 0;
        for (var rest = trimmed.AsSpan(); !rest.IsEmpty; characters++)
        {
            var wellFormed = Rune.DecodeFromUtf16(rest, out var rune, out var length) == OperationStatus.Done;
            if (!wellFormed || !IsPrintable(rune))
            {
                throw new ResidentNameException(
                    $"A resident's name is made of printable characters; character {characters + 1} is U+{(wellFormed ? rune.Value : rest[0]):X4}.");
            }

            rest = rest[length..];
        }

        if (characters > MaxCharacters)
            throw new ResidentNameException($"A resident's name has at most {MaxCharacters} characters; this one has {characters}.");

        return trimmed;
    }

    /// <summary>Equal for names that differ only in case.</summary>
    public static string KeyOf(string normalizedName) => normalizedName.ToUpperInvariant();

    // A format character (zero width, text direction) would let two names look alike; of the blanks only U+0020 is plain.
    private static bool IsPrintable(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
            or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => false,
        UnicodeCategory.SpaceSeparator => rune.Value == ' ',
        _ => true,
    };
}
