using System.Text;

namespace DoorFace.Storage.Residents.Names;

/// <summary>
/// Cyrillic and Greek letters that look like Latin ones in common typefaces, so that a name of letters of another script is told from the name it imitates.
/// A small table, made by hand after the letters that Unicode's confusables.txt (UTS #39) gives for these scripts. It knows nothing of other scripts, nor of
/// what looks alike within one (l and I, 0 and O, rn and m): who enrolls names residents, and this keeps mistakes and tricks away, not every likeness.
/// </summary>
internal static class LookAlikes
{
    private const string Others =
        "АВЕЅІЈКМНОРСТУХҮԌԚԜӀаеѕіјкорсухүԁһԛԝӏ" // Cyrillic
        + "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧονακιρυγχϲϳ"; // Greek

    private const string Latin =
        "ABESIJKMHOPCTYXYGQWIaesijkopcyxydhqwl"
        + "ABEZHIKMNOPTYXovakipuyxcj";

    /// <summary>What a name looks like: equal for names that cannot be told apart by eye, case aside.</summary>
    public static string LooksOf(string name) => Latinised(NameFolding.Fold(Latinised(name))); // Again: a letter with a mark comes apart when it is folded.

    private static string Latinised(string text)
    {
        var looks = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            var place = Others.IndexOf(letter, StringComparison.Ordinal);
            looks.Append(place < 0 ? letter : Latin[place]);
        }

        return looks.ToString();
    }
}
