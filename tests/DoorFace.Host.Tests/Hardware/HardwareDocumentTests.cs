using System.Xml.Linq;
using DoorFace.Host.Settings;
using DoorFace.Tests.Support;

namespace DoorFace.Host.Tests.Hardware;

/// <summary>What hardware/ tells is what hardware/wiring.json says.</summary>
public class HardwareDocumentTests
{
    private const string Diagram = "hardware/wiring.svg";

    private static readonly WiringPlan Plan = WiringPlan.Default;

    [Fact]
    [Trait("Text", "Generated")]
    public void The_pin_tables_are_those_of_the_wiring_plan()
    {
        var outputs = Plan.Outputs.Select(output => $"| {output.Value.Name} | `{output.Key}` | {output.Value.Line} | {output.Value.Pin} | active {(output.Value.ActiveLow ? "low" : "high")}"
            + $" | {Level(output.Value.SafeLevel)} | {(output.Value.Used ? "yes" : "no")} | {output.Value.Connect} | {output.Value.Boot} |\n");
        var inputs = Plan.Inputs.Select(input => $"| {input.Value.Name} | `{input.Key}` | {input.Value.Line} | {input.Value.Pin} | `{input.Value.Contact}` | `{input.Value.Bias}`"
            + $" | {input.Value.DebounceMilliseconds} ms | {Level(input.Value.IdleLevel)} | {(input.Value.Used ? "yes" : "no")} | {input.Value.Connect} | {input.Value.Boot} |\n");
        var reserved = Plan.Reserved.Select(line => $"| {line.Line} | {line.Pin} | {line.Use} |\n");

        GeneratedText.Compare(
            "hardware/README.md", "<!-- pins -->", "<!-- /pins -->",
            "| output | setting | GPIO | pin | polarity | safe level | opened by default | connect | safe while the Pi starts because |\n|---|---|---|---|---|---|---|---|---|\n"
            + string.Concat(outputs)
            + "\n| sensor | setting | GPIO | pin | contact | bias | debounce | idle level | read by default | connect | while the Pi starts |\n|---|---|---|---|---|---|---|---|---|---|---|\n"
            + string.Concat(inputs)
            + "\n| reserved GPIO | pin | for |\n|---|---|---|\n"
            + string.Concat(reserved));
    }

    [Fact]
    [Trait("Text", "Generated")]
    public void The_diagram_is_the_one_drawn_from_the_wiring_plan() => GeneratedText.Compare(Diagram, new WiringDiagram(Plan).Draw());

    [Fact]
    public void The_diagram_labels_every_line_with_its_pin()
    {
        var texts = XDocument.Load(Path.Combine(RepositoryFiles.Root, Diagram)).Descendants().Where(element => element.Name.LocalName == "text").Select(element => element.Value).ToList();

        Assert.All(Plan.Outputs.Values, output => Assert.Contains($"{output.Name}: GPIO{output.Line}, pin {output.Pin}", texts));
        Assert.All(Plan.Inputs.Values, input => Assert.Contains($"{input.Name}: GPIO{input.Line}, pin {input.Pin}", texts));
    }

    private static string Level(LineLevel level) => level == LineLevel.Low ? "low" : "high";
}
