namespace DoorFace.Core.Enrollment;

/// <summary>That a person agreed to be enrolled.</summary>
/// <param name="At">When, by the wall clock, right or not.</param>
/// <param name="Boot">During which start of the service, counted from 1; 0 when it had never been started.</param>
/// <param name="TextVersion">Which version of the text they agreed to.</param>
/// <param name="Source">How: <c>button</c>, <c>terminal, uid 1000</c>, or <c>stated by uid 1000</c> for them.</param>
public sealed record Consent(DateTimeOffset At, long Boot, string TextVersion, string Source);
