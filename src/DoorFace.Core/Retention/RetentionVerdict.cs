namespace DoorFace.Core.Retention;

/// <summary>What a look at a resident's retention came to.</summary>
/// <param name="Phase">What becomes of the references.</param>
/// <param name="WarnedHours">Hours of running for which the warning has been shown, to be kept; 0 or more.</param>
public readonly record struct RetentionVerdict(RetentionPhase Phase, int WarnedHours);
