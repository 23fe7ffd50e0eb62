using CsCheck;

namespace DoorFace.Storage.Tests;

public sealed class ResidentNameTests
{
    [Theory]
    [InlineData("A")]
    [InlineData("Ada Lovelace")]
    [InlineData("O'Brien-Müller, Jr. (2)")]
    [InlineData("山田 太郎")]
    [InlineData("ज्ञान")]
    [InlineData("🙂")]
    public void A_printable_name_stays_as_it_is(string name) => Assert.Equal(name, ResidentName.Normalize(name));

    [Fact]
    public void Blanks_around_a_name_are_dropped() => Assert.Equal("Ada L", ResidentName.Normalize("\t Ada L \n"));

    [Theory]
    [InlineData("")]
    [InlineData("  \t\n")]
    public void An_empty_name_is_refused(string name) =>
        Assert.Contains("must not be empty", Refused(name), StringComparison.Ordinal);

    [Theory]
    [InlineData("Ada\nLovelace", "character 4 is U+000A")]
    [InlineData("Ada\0", "character 4 is U+0000")]
    [InlineData("A\u200Bda", "character 2 is U+200B")]
    [InlineData("A\u202Eda", "character 2 is U+202E")]
    [InlineData("A\u00A0da", "character 2 is U+00A0")]
    [InlineData("A\u2028da", "character 2 is U+2028")]
    [InlineData("🙂\uE000", "character 2 is U+E000")]
    public void A_character_that_does_not_print_is_refused_and_named(string name, string says) =>
        Assert.Contains(says, Refused(name), StringComparison.Ordinal);

    [Fact]
    public void Half_a_surrogate_pair_is_refused_and_named() =>
        // Not as inline data: a test runner's protocol cannot carry it.
        Assert.Contains("character 2 is U+D83D", Refused("A" + '\uD83D' + "b"), StringComparison.Ordinal);

    [Theory]
    [InlineData("x")]
    [InlineData("🙂")]
    public void A_name_has_at_most_64_characters(string character)
    {
        var longest = string.Concat(Enumerable.Repeat(character, 64));

        Assert.Equal(longest, ResidentName.Normalize(longest));
        Assert.Contains("has 65", Refused(longest + character), StringComparison.Ordinal);
    }

    [Fact]
    public void Any_text_is_either_refused_or_made_a_name_that_stays()
    {
        Gen.String[Gen.Char, 0, 80].Sample(text =>
        {
            string name;
            try
            {
                name = ResidentName.Normalize(text);
            }
            catch (ResidentNameException)
            {
                return true;
            }

            return name.Length > 0 && name == ResidentName.Normalize(name) && ResidentName.KeyOf(name) == ResidentName.KeyOf(name.ToLowerInvariant().ToUpperInvariant());
        });
    }

    private static string Refused(string name) => Assert.Throws<ResidentNameException>(() => ResidentName.Normalize(name)).Message;
}
