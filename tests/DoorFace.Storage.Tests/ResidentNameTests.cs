using CsCheck;
using DoorFace.Storage.Residents;
using DoorFace.Storage.Residents.Names;

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
    [InlineData("Anna ❤\uFE0F")]
    [InlineData("ශ්\u200Dරී")]
    [InlineData("क्\u200Dष")]
    [InlineData("ക്\u200Cഷ")]
    [InlineData("علی\u200Cرضا")]
    [InlineData("محمّد\u200Cرضا")]
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
    [InlineData("A\u200Dda", "character 2 is U+200D")]
    [InlineData("Ada\u200C", "character 4 is U+200C")]
    [InlineData("\u200Dرضا", "character 1 is U+200D")]
    [InlineData("رضا\u200C", "character 4 is U+200C")]
    [InlineData("رضا\u200Dعلی", "character 4 is U+200D")]
    [InlineData("්\u200Dරී", "character 2 is U+200D")]
    [InlineData("Ada\uFE0F", "character 4 is U+FE0F")]
    [InlineData("\u3164", "character 1 is U+3164")]
    [InlineData("A\u034Fda", "character 2 is U+034F")]
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

    [Theory]
    [InlineData("Jos\u00E9", "Jose\u0301")]
    [InlineData("JOS\u00C9", "jose\u0301")]
    [InlineData("\u1E69", "S\u0307\u0323")]
    [InlineData("Stra\u00DFer", "STRASSER")]
    [InlineData("STRA\u1E9EER", "stra\u00DFer")]
    [InlineData("Isil", "\u0131\u015Fil", false)]
    [InlineData("I\u015EIL", "\u0131\u015F\u0131l")]
    [InlineData("\u0130lker", "ilker")]
    [InlineData("\u039D\u03AF\u03BA\u03BF\u03C2", "\u039D\u038A\u039A\u039F\u03A3")]
    [InlineData("\uAC01", "\u1100\u1161\u11A8")]
    [InlineData("\uFF21\uFF4E\uFF4E\uFF41", "Anna")]
    [InlineData("\u0639\u0644\u06CC\u200C\u0631\u0636\u0627", "\u0639\u0644\u06CC\u0631\u0636\u0627")]
    [InlineData("Jose", "Jos\u00E9", false)]
    [InlineData("\u0410\u043D\u043D\u0430", "Anna", false)]
    public void Names_that_differ_in_case_or_encoding_alone_are_one(string one, string other, bool same = true) =>
        Assert.Equal(same, ResidentName.KeyOf(one) == ResidentName.KeyOf(other));

    [Theory]
    [InlineData("\u0410nna", "Anna")]
    [InlineData("\u0391nna", "\u0410nna")]
    [InlineData("\u0421\u0410\u041C", "cam")]
    [InlineData("\u0401va", "\u00CBva")]
    [InlineData("\u0410\u043D\u043D\u0430", "Anna", false)]
    [InlineData("Anna", "Hanna", false)]
    public void Names_of_letters_of_another_script_can_look_alike(string one, string other, bool alike = true) =>
        Assert.Equal(alike, LookAlikes.LooksOf(one) == LookAlikes.LooksOf(other));

    private static string Refused(string name) => Assert.Throws<ResidentNameException>(() => ResidentName.Normalize(name)).Message;
}
