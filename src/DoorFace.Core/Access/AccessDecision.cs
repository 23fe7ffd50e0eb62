using DoorFace.Core.Biometrics;

namespace DoorFace.Core.Access;

/// <summary>The outcome of one look at a track, with what it rests on.</summary>
/// <param name="Outcome">What to do.</param>
/// <param name="Reason">Why not; set exactly when <paramref name="Outcome"/> is <see cref="AccessOutcome.Denied"/>.</param>
/// <param name="Candidate">Whom the fused probe is most like, when a comparison took place.</param>
/// <param name="Threshold">The score that was asked for, when a comparison took place.</param>
/// <param name="IsAttempt">
/// The refusal counts against the <see cref="AttemptLimiter"/>: a live face that is nobody's, or an artefact that shows a resident. A poster of
/// somebody else in view is no attempt.
/// </param>
public readonly record struct AccessDecision(
    AccessOutcome Outcome, DenialReason? Reason = null, Candidate? Candidate = null, ComparisonScore? Threshold = null, bool IsAttempt = false)
{
    public static AccessDecision NoFace => new(AccessOutcome.NoFace);

    public static AccessDecision Undecided => new(AccessOutcome.Undecided);

    public static AccessDecision Denied(DenialReason reason, Candidate? candidate = null, ComparisonScore? threshold = null, bool isAttempt = false) =>
        new(AccessOutcome.Denied, reason, candidate, threshold, isAttempt);

    public static AccessDecision Granted(Candidate candidate, ComparisonScore threshold) =>
        new(AccessOutcome.Granted, null, candidate, threshold);
}
