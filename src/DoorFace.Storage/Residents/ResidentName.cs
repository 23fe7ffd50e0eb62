using System.Buffers;
using System.Globalization;
using System.Text;
using DoorFace.Storage.Residents.Names;

namespace DoorFace.Storage.Residents;

/// <summary>The rules for a resident's name.</summary>
internal static class ResidentName
{
    private const int MaxCharacters = 64;

    /// <summary>Stands after a symbol that is to be shown in colours.</summary>
    private const int EmojiSelector = 0xFE0F;

    /// <summary>The combining class of the signs that take a letter's vowel away.</summary>
    private const int Virama = 9;

    /// <summary>The name as it is kept: as typed, without blanks around it.</summary>
    /// <exception cref="ResidentNameException">Empty, longer than 64 characters, or with a character that is not seen.</exception>
    public static string Normalize(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var trimmed = name.Trim();
        if (trimmed.Length == 0)
            throw new ResidentNameException("A resident's name must not be empty.");

        var runes = Decode(trimmed);
        for (var place = 0; place < runes.Count; place++)
        {
            if (!IsSeen(runes, place))
            {
                throw new ResidentNameException(
                    $"A resident's name is made of printable characters; character {place + 1} is U+{runes[place].Value:X4}, which is not seen where it stands.");
            }
        }

        if (runes.Count > MaxCharacters)
            throw new ResidentNameException($"A resident's name has at most {MaxCharacters} characters; this one has {runes.Count}.");

        return trimmed;
    }

    /// <summary>Equal for names that people take for one: in another case, another encoding of the same letters, or with other joiners.</summary>
    public static string KeyOf(string normalizedName) => NameFolding.Fold(normalizedName);

    private static List<Rune> Decode(string name)
    {
        List<Rune> runes = [];
        for (var rest = name.AsSpan(); !rest.IsEmpty;)
        {
            if (Rune.DecodeFromUtf16(rest, out var rune, out var length) != OperationStatus.Done)
                throw new ResidentNameException($"A resident's name is made of printable characters; character {runes.Count + 1} is U+{(int)rest[0]:X4}.");

            runes.Add(rune);
            rest = rest[length..];
        }

        return runes;
    }

    // A format character (zero width, text direction) would let two names look alike; of the blanks only U+0020 is plain.
    private static bool IsSeen(List<Rune> name, int place) => Rune.GetUnicodeCategory(name[place]) switch
    {
        UnicodeCategory.Format => IsJoinerInPlace(name, place),
        UnicodeCategory.Control or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
            or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => false,
        UnicodeCategory.SpaceSeparator => name[place].Value == ' ',
        UnicodeCategory.NonSpacingMark when name[place].Value == EmojiSelector => place > 0 && Rune.GetUnicodeCategory(name[place - 1]) == UnicodeCategory.OtherSymbol,
        _ => !NameFolding.IsBlank(name[place].Value),
    };

    /// <summary>
    /// Where scripts need a joiner, after UAX #31 (A1, A2, B), simpler in A1: the non-joiner between two letters of a script whose letters join (Persian), and
    /// either joiner after a virama (Sinhala, Hindi, Malayalam). What is allowed more than there changes no key: joiners are left out of it.
    /// </summary>
    private static bool IsJoinerInPlace(List<Rune> name, int place)
    {
        if (name[place].Value is not (NameFolding.ZeroWidthNonJoiner or NameFolding.ZeroWidthJoiner) || place == 0)
            return false;

        var before = place - 1;
        if (NameFolding.ClassOf(name[before].Value) == Virama)
        {
            return before > 0 && Rune.IsLetter(name[before - 1])
                && (name[place].Value == NameFolding.ZeroWidthJoiner || (place + 1 < name.Count && Rune.IsLetter(name[place + 1])));
        }

        while (before > 0 && Rune.GetUnicodeCategory(name[before]) == UnicodeCategory.NonSpacingMark)
            before--;
        return name[place].Value == NameFolding.ZeroWidthNonJoiner && Joins(name[before]) && place + 1 < name.Count && Joins(name[place + 1]);
    }

    // Arabic, Syriac, N'Ko and Mandaic.
    private static bool Joins(Rune rune) => rune.Value is >= 0x0600 and <= 0x08FF && Rune.IsLetter(rune);
}
