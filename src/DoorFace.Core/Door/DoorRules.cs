namespace DoorFace.Core.Door;

/// <summary>Times of the door; the host checks the ranges.</summary>
public sealed record DoorRules
{
    /// <summary>How long the strike stays released after a grant. 1..60 s.</summary>
    public TimeSpan UnlockTime { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The strike is never energised longer than this without a pause, whatever is granted meanwhile. <see cref="UnlockTime"/>..120 s.</summary>
    public TimeSpan LongestEnergisedTime { get; init; } = TimeSpan.FromSeconds(60);
}
