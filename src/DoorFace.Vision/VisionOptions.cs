using System.Globalization;

namespace DoorFace.Vision;

/// <summary>Settings of the <see cref="FaceAnalyzer"/>. Both ends of a range are allowed.</summary>
public sealed record VisionOptions
{
    public const double LeastDetectionScore = 0.3;
    public const double MostDetectionScore = 0.99;
    public const double LeastNmsOverlap = 0.1;
    public const double MostNmsOverlap = 0.9;
    public const int MostThreads = 8;

    /// <summary>
    /// Detections below this score are not faces. <see cref="LeastDetectionScore"/>..<see cref="MostDetectionScore"/>; the detector's first
    /// operating point in the manifest when null.
    /// </summary>
    public float? MinimumDetectionScore { get; init; }

    /// <summary>
    /// Two boxes that overlap by more than this (intersection over union) are one face, the better one.
    /// <see cref="LeastNmsOverlap"/>..<see cref="MostNmsOverlap"/>; the default suits the detector, whose boxes of one face overlap by far
    /// more and whose boxes of neighbours hardly touch.
    /// </summary>
    public float NmsOverlap { get; init; } = 0.35f;

    /// <summary>Threads inside one operator. 1..<see cref="MostThreads"/>; one leaves the other cores to the rest of the door.</summary>
    public int Threads { get; init; } = 1;

    internal void Validate()
    {
        Require(nameof(MinimumDetectionScore), MinimumDetectionScore, LeastDetectionScore, MostDetectionScore);
        Require(nameof(NmsOverlap), NmsOverlap, LeastNmsOverlap, MostNmsOverlap);
        Require(nameof(Threads), Threads, 1, MostThreads);
    }

    // As floats: the float nearest to an end may lie beyond it.
    private static void Require(string name, float? value, double least, double most)
    {
        if (value is not null && !(value >= (float)least && value <= (float)most))
        {
            throw new ArgumentOutOfRangeException(name, value, string.Create(CultureInfo.InvariantCulture, $"{name} must be {least} to {most}."));
        }
    }
}
