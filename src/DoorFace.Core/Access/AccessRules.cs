namespace DoorFace.Core.Access;

/// <summary>What the access policy asks of a face. The defaults are the product's; the host checks the ranges.</summary>
public sealed record AccessRules
{
    /// <summary>Views fused into one probe, and views that must agree on the candidate: K of the last M. 1..<see cref="WindowViews"/>.</summary>
    public int ProbeViews { get; init; } = 3;

    /// <summary>Views that are kept: M. At least <see cref="ProbeViews"/>, at most 20.</summary>
    public int WindowViews { get; init; } = 5;

    /// <summary>Views older than this do not count. 0.5..10 s.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Views closer together than this are skipped: neighbouring frames hardly differ, so fusing them adds little. 0..1 s.</summary>
    public TimeSpan ViewSpacing { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Smallest width of a face, pixels. 40..400.</summary>
    public float MinimumFaceWidth { get; init; } = 80;

    /// <summary>Smallest frontality, 0..1.</summary>
    public float MinimumFrontality { get; init; } = 0.4f;

    /// <summary>
    /// Smallest <see cref="Biometrics.FaceObservation.Uprightness"/>, 0..1. What the scale means, and how often faces turned by any angle reach it,
    /// stands in models/landmarks.md. Never below its default.
    /// </summary>
    public float MinimumUprightness { get; init; } = Biometrics.FaceObservation.LeastUprightness;

    /// <summary>Largest covering of mouth and nose, 0..1; models/quality.md has the figures. With 1 nothing counts as a cover.</summary>
    public float MaximumCovering { get; init; } = 0.5f;

    /// <summary>Mean passive liveness from which a track counts as live, 0..1; the liveness model's card has the figures.</summary>
    public float LivenessThreshold { get; init; } = 0.5f;

    public SeveralFacesRule SeveralFaces { get; init; } = SeveralFacesRule.Nearest;

    /// <summary>The nearest face must be this many times as wide as the next. 1..5.</summary>
    public float NearestFactor { get; init; } = 1.3f;

    /// <summary>A resident who stays in view is let in again only after this. 3..90 s, and longer than the unlock time, or the door would stay open.</summary>
    public TimeSpan RearmTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>What shows that somebody wants to come in.</summary>
    public IntentRule Intent { get; init; } = IntentRule.FacePresent;

    /// <summary>How long a press of the intent button counts. 3..60 s.</summary>
    public TimeSpan IntentTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Refused attempts at once after which faces are refused for a while, and one more for each such part of an hour. 10..1000.</summary>
    public int AttemptsPerHour { get; init; } = 30;

    /// <summary>The same of a day. 20..10,000.</summary>
    public int AttemptsPerDay { get; init; } = 100;

    /// <summary>Who may enter while the wall clock cannot be trusted.</summary>
    public UntrustedClockRule UntrustedClock { get; init; } = UntrustedClockRule.RefuseRestricted;
}
