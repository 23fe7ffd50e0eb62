using DoorFace.Core.Door;
using DoorFace.Core.Tests.Support;
using DoorFace.Tests.Support;

namespace DoorFace.Core.Tests.Door;

/// <summary>The README's diagrams are what the machine does.</summary>
[Trait("Text", "Generated")]
public class DoorDiagramTests
{
    private const string Readme = "src/DoorFace.Core/Door/README.md";

    [Fact]
    public void The_readme_shows_the_phases_as_the_machine_has_them() =>
        GeneratedText.Compare(Readme, "<!-- phases -->", "<!-- /phases -->", DoorDiagram.Phases());

    [Fact]
    public void The_readme_shows_the_alarms_of_the_door_as_the_machine_has_them() =>
        GeneratedText.Compare(Readme, "<!-- positions -->", "<!-- /positions -->", DoorDiagram.Positions());

    [Fact]
    public void The_readme_shows_what_lamps_and_buzzer_say()
    {
        var rows = DoorSignals.Lines.Where(line => !line.Reason.StartsWith("enrollment: ", StringComparison.Ordinal)).Select(line => $"| {line.Output} | {line.Reason} | {PatternText.Of(line.Pattern)} |\n");
        GeneratedText.Compare(Readme, "<!-- signals -->", "<!-- /signals -->", "| output | when | pattern |\n|---|---|---|\n" + string.Concat(rows));
    }

    [Fact]
    public void The_readme_shows_which_input_is_ignored_and_why() =>
        GeneratedText.Compare(Readme, "<!-- ignored -->", "<!-- /ignored -->", IgnoredInputTable.Draw());
}
