namespace DoorFace.Host.Doctor;

/// <summary>All that <c>doctor</c> looks at.</summary>
internal static class Examination
{
    public static IReadOnlyList<ICheck> Checks { get; } =
    [
        new ServiceCheck(), new CameraCheck(), new ModelsCheck(), new GpioCheck(), new StateCheck(), new DatabasesCheck(), new KeyCheck(), new FilesCheck(), new ClockCheck(), new DiskCheck(),
        new BoardCheck(), new NetworkCheck(),
    ];

    /// <summary>Runs checks one by one: one that breaks keeps none of the others from looking.</summary>
    public static IReadOnlyList<CheckResult> Run(IEnumerable<ICheck> checks, ExaminedUnit unit) => [.. checks.Select(check => Run(check, unit))];

    public static CheckOutcome Worst(IReadOnlyList<CheckResult> results) => results.Max(result => result.Outcome);

    private static CheckResult Run(ICheck check, ExaminedUnit unit)
    {
        var findings = new Findings();
        try
        {
            check.Run(unit, findings);
        }
        catch (Exception exception)
        {
            findings.Fail($"The check itself failed: {exception.Message}", "Mend what the message names; if it names nothing, please report it.");
        }

        return findings.Of(check.Name);
    }
}
