using DoorFace.Host.Settings;
using DoorFace.Tests.Support;

namespace DoorFace.Host.Tests.Settings;

public class ReadmeTests
{
    private static readonly string[] Groups = ["Gpio:Outputs", "Gpio:Inputs"];

    [Fact]
    [Trait("Text", "Generated")]
    public void The_configuration_table_is_the_one_of_the_rules() => GeneratedText.Compare(
        "src/DoorFace.Host/Settings/README.md", "<!-- settings -->", "<!-- /settings -->",
        "| key | default | allowed | what it does |\n|---|---|---|---|\n" + string.Concat(SettingRules.All.Select(Row).Distinct()));

    // One row for what every output or sensor has: their defaults are the pin table of hardware/README.md.
    private static string Row(SettingRule rule)
    {
        if (Array.Find(Groups, group => rule.Key.StartsWith(group + ':', StringComparison.Ordinal)) is not { } group)
        {
            return $"| `{rule.Key}` | {(rule.Default.Length == 0 ? "" : $"`{rule.Default}`")} | {rule.Allowed} | {rule.Meaning} |\n";
        }

        var (name, last) = (rule.Key.Split(':')[2], rule.Key.Split(':')[3]);
        var (what, called) = group == Groups[0]
            ? ("output", WiringPlan.Default.Outputs.Single(output => $"{output.Key}" == name).Value.Name)
            : ("sensor", WiringPlan.Default.Inputs.Single(input => $"{input.Key}" == name).Value.Name);
        var allowed = rule.Allowed.Replace("; empty when not wired", "; an output but strike and camera lamp may be empty", StringComparison.Ordinal);
        return name is "Strike" or "CameraLamp" && last == "Line"
            ? ""
            : $"| `{group}:*:{last}` | [as wired](../../../hardware/README.md#pins) | {allowed} | {rule.Meaning.Replace(called, what, StringComparison.Ordinal)} |\n";
    }
}
