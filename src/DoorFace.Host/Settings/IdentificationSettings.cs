namespace DoorFace.Host.Settings;

/// <summary>How sure the door must be.</summary>
public sealed record IdentificationSettings
{
    /// <summary>
    /// The chance that one attempt by a stranger matches any resident. The default is the limit that Android asks of its strongest
    /// class of biometrics, 1 in 50,000; the threshold follows from it, the embedder's measured impostor scores and the number of residents.
    /// </summary>
    public double FalsePositiveRate { get; init; } = 2e-5;
}
