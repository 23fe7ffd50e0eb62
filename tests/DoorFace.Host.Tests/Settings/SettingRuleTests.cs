using System.Globalization;
using DoorFace.Host.Settings;

namespace DoorFace.Host.Tests.Settings;

/// <summary>Every setting there is, one after the other.</summary>
public sealed class SettingRuleTests : IDisposable
{
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;
    private readonly string _file = Path.GetTempFileName();

    public SettingRuleTests() => File.WriteAllText(_file, "{}");

    /// <summary>Key and value of every setting with something it must refuse: nonsense for all, and for a range also what lies just outside.</summary>
    public static TheoryData<string, string> Refused { get; } =
        [.. SettingRules.All.SelectMany(rule => Outside(rule).Prepend("no\u0007sense").Select(value => (rule.Key, value)))];

    public static TheoryData<string> Keys { get; } = [.. SettingRules.All.Select(rule => rule.Key)];

    public void Dispose() => File.Delete(_file);

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_a_setting_may_not_be_is_refused_with_key_value_and_what_is_allowed(string key, string value)
    {
        var error = Assert.Throws<SettingsException>(() => SettingsReader.Read(_file, [new(key, value)]));

        Assert.Contains($"{key} is '{value}'; allowed is {RuleOf(key).Allowed}", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void The_default_of_a_setting_may_be_written_out(string key) =>
        Assert.Equivalent(new DoorFaceSettings(), SettingsReader.Read(_file, [new(key, RuleOf(key).Default)]), strict: true);

    [Fact]
    public void A_range_is_tried_on_both_sides_wherever_there_is_one() =>
        Assert.All(
            SettingRules.All.Where(rule => rule.Allowed.Contains(" to ", StringComparison.Ordinal) && !rule.Allowed.Contains("left,", StringComparison.Ordinal)),
            rule => Assert.Equal(2, Outside(rule).Count()));

    private static SettingRule RuleOf(string key) => SettingRules.All.Single(rule => rule.Key == key);

    private static IEnumerable<string> Outside(SettingRule rule)
    {
        // "0.5 to 60", "00:00:01 to 00:01:00" or "2 to 27 or GPIO2 to ...".
        var words = rule.Allowed.Split(' ');
        if (words.Length < 3 || words[1] != "to")
        {
            return [];
        }

        if (double.TryParse(words[0], Culture, out var from) && double.TryParse(words[2], Culture, out var to))
        {
            var whole = RuleTakesWholeNumbers(rule);
            return [(whole ? from - 1 : from - 1e-9).ToString(Culture), (whole ? to + 1 : to + 1e-9).ToString(Culture)];
        }

        var (shortest, longest) = (TimeSpan.ParseExact(words[0], "c", Culture), TimeSpan.ParseExact(words[2], "c", Culture));
        return [(shortest - TimeSpan.FromTicks(1)).ToString("c", Culture), (longest + TimeSpan.FromTicks(1)).ToString("c", Culture)];
    }

    private static bool RuleTakesWholeNumbers(SettingRule rule) => rule.Default.Length > 0 && rule.Accepts("5") && !rule.Accepts("5.5");
}
