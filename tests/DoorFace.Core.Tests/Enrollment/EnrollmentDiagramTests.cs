using DoorFace.Core.Enrollment;
using DoorFace.Core.Tests.Support;
using DoorFace.Tests.Support;

namespace DoorFace.Core.Tests.Enrollment;

/// <summary>What the README says of enrollment is what the machine does.</summary>
[Trait("Text", "Generated")]
public class EnrollmentDiagramTests
{
    private const string Readme = "src/DoorFace.Core/Enrollment/README.md";

    [Fact]
    public void The_readme_shows_the_phases_as_the_machine_has_them() =>
        GeneratedText.Compare(Readme, "<!-- enrollment -->", "<!-- /enrollment -->", EnrollmentDiagram.Phases());

    [Fact]
    public void The_readme_shows_every_sign()
    {
        var failures = EnrollmentSigns.Ends.Where(end => end.Key > EnrollmentEnd.Reset).Select(end => end.Value).ToHashSet();
        var signs = EnrollmentSigns.All.Where(sign => !failures.Contains(sign))
            .Select(sign => $"| {sign.Name} | {PatternText.Of(sign.Lamp)} | {(sign.Sound is { } sound ? PatternText.Of(sound) : "")} |\n");
        GeneratedText.Compare(Readme, "<!-- enrollment-signs -->", "<!-- /enrollment-signs -->", "| sign | enrollment lamp | buzzer |\n|---|---|---|\n" + string.Concat(signs));
        var codes = EnrollmentSigns.Ends.Where(end => failures.Contains(end.Value)).Select(end => $"| `{end.Key}` | {end.Value.Name} |\n");
        GeneratedText.Compare(Readme, "<!-- enrollment-codes -->", "<!-- /enrollment-codes -->", "| in the audit | code |\n|---|---|\n" + string.Concat(codes));
    }
}
