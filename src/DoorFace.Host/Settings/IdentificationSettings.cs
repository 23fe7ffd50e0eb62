namespace DoorFace.Host.Settings;

/// <summary>How sure the door must be.</summary>
public sealed record IdentificationSettings
{
    /// <summary>
    /// The chance that one attempt by a stranger matches any resident; the threshold follows from it, the embedder's measured impostor
    /// scores and the number of residents. The default is half of what Android allows its strongest class of biometrics (1 in 50,000):
    /// the scores are of single images, and against fused references strangers match up to about twice as often (see the embedder's card).
    /// </summary>
    public double FalsePositiveRate { get; init; } = 1e-5;

    /// <summary>Nobody more is enrolled when so many are. A door is for those who live behind it, and should be of no use for finding people in a crowd.</summary>
    public int MostResidents { get; init; } = 100;
}
