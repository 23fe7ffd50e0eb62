namespace DoorFace.Core.Door;

/// <summary>How the door behaves; the host checks the ranges.</summary>
public sealed record DoorRules
{
    /// <summary>A door that is pulled open while the strike is just being secured was not forced: its switch bounces and is read a little later.</summary>
    public static TimeSpan OpeningGrace { get; } = TimeSpan.FromSeconds(1);

    /// <summary>What the strike does without current.</summary>
    public StrikeType Strike { get; init; } = StrikeType.FailSecure;

    /// <summary>How long the strike stays released after a grant or a request to exit. 1..60 s.</summary>
    public TimeSpan UnlockTime { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// A fail-secure strike is never energised longer than this in one go, whatever is granted meanwhile; for either type no chain of grants and
    /// requests to exit releases it longer. <see cref="UnlockTime"/>..24 h; above two minutes only for a strike rated for continuous duty.
    /// </summary>
    public TimeSpan LongestEnergisedTime { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// For how much of the time a fail-secure strike may be energised, percent: 5..100; 100 for one that is rated for continuous duty and needs no
    /// pause. <see cref="LongestEnergisedTime"/> is what may come at once, after a long rest.
    /// </summary>
    public int DutyCycle { get; init; } = 25;

    /// <summary>What ends a release early.</summary>
    public RelockRule Relock { get; init; } = RelockRule.WhenOpened;

    /// <summary>No release is shorter, so that the strike's bolt can follow. 0.1..5 s, at most <see cref="UnlockTime"/>.</summary>
    public TimeSpan MinimumPulse { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>False when the request-to-exit switch sits in a mechanical handle: it then only announces that the door opens from inside.</summary>
    public bool RequestToExitReleases { get; init; } = true;

    /// <summary>A request to exit that lasts longer counts as a stuck button and releases no more until it is let go. 5..60 s.</summary>
    public TimeSpan LongestRequestToExit { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>A door that is open longer, after a rightful opening, is held open. 5 s..1 h.</summary>
    public TimeSpan HeldOpenTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long before that the buzzer warns. 0..<see cref="HeldOpenTime"/>; 0 for no warning.</summary>
    public TimeSpan HeldOpenWarning { get; init; } = TimeSpan.FromSeconds(5);
}
