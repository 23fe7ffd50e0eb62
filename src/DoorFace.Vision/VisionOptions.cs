using System.ComponentModel.DataAnnotations;

namespace DoorFace.Vision;

/// <summary>Settings of the <see cref="FaceAnalyzer"/>.</summary>
public sealed record VisionOptions
{
    /// <summary>Detections below this score are not faces. 0.3..0.99; the detector's first operating point in the manifest when null.</summary>
    [Range(0.3, 0.99)]
    public float? MinimumDetectionScore { get; init; }

    /// <summary>
    /// Two boxes that overlap by more than this (intersection over union) are one face, the better one. 0.1..0.9; the default suits the
    /// detector, whose boxes of one face overlap by far more and whose boxes of neighbours hardly touch.
    /// </summary>
    [Range(0.1, 0.9)]
    public float NmsOverlap { get; init; } = 0.35f;

    /// <summary>Threads inside one operator. 1..64; one leaves the other cores to the rest of the door.</summary>
    [Range(1, 64)]
    public int Threads { get; init; } = 1;

    internal void Validate()
    {
        Require(MinimumDetectionScore is null or (>= 0.3f and <= 0.99f), nameof(MinimumDetectionScore), MinimumDetectionScore, "0.3 to 0.99");
        Require(NmsOverlap is >= 0.1f and <= 0.9f, nameof(NmsOverlap), NmsOverlap, "0.1 to 0.9");
        Require(Threads is >= 1 and <= 64, nameof(Threads), Threads, "1 to 64");
    }

    private static void Require(bool holds, string name, object? value, string range)
    {
        if (!holds)
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} must be {range}.");
        }
    }
}
