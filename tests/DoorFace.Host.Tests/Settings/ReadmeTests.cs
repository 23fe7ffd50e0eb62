using DoorFace.Host.Settings;
using DoorFace.Tests.Support;

namespace DoorFace.Host.Tests.Settings;

public class ReadmeTests
{
    [Fact]
    [Trait("Text", "Generated")]
    public void The_configuration_table_is_the_one_of_the_rules()
    {
        var rows = SettingRules.All.Select(rule => $"| `{rule.Key}` | {(rule.Default.Length == 0 ? "" : $"`{rule.Default}`")} | {rule.Allowed} | {rule.Meaning} |\n");

        GeneratedText.Compare(
            "README.md", "<!-- settings -->", "<!-- /settings -->",
            "| key | default | allowed | what it does |\n|---|---|---|---|\n" + string.Concat(rows));
    }
}
