using DoorFace.Host.Settings;
using DoorFace.Tests.Support;

namespace DoorFace.Host.Tests.Settings;

public class ReadmeTests
{
    private const string Begin = "<!-- settings -->\n";
    private const string End = "<!-- /settings -->";

    [Fact]
    public void The_configuration_table_is_the_one_of_the_rules()
    {
        var readme = File.ReadAllText(Path.Combine(RepositoryFiles.Root, "README.md")).ReplaceLineEndings("\n");
        var from = readme.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var table = readme[from..readme.IndexOf(End, StringComparison.Ordinal)];

        var rows = SettingRules.All.Select(rule => $"| `{rule.Key}` | {(rule.Default.Length == 0 ? "" : $"`{rule.Default}`")} | {rule.Allowed} | {rule.Meaning} |\n");
        Assert.Equal("| key | default | allowed | what it does |\n|---|---|---|---|\n" + string.Concat(rows), table);
    }
}
