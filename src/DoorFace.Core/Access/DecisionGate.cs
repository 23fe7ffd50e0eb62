using DoorFace.Core.Biometrics;
using DoorFace.Core.Time;

namespace DoorFace.Core.Access;

/// <summary>
/// Turns a decision per frame into news: a grant once until it may be given again, a denial once until something else is seen.
/// Without it a resident who stays in view would hold the door open for ever, and every frame would be an entry in the log.
/// A refused attempt that goes on is news again every <see cref="AttemptTime"/>: whoever keeps staring keeps trying.
/// </summary>
public sealed class DecisionGate(TimeSpan rearmTime)
{
    /// <summary>So often that the attempts of one who keeps staring are enough for the <see cref="AttemptLimiter"/> within its window.</summary>
    public static readonly TimeSpan AttemptTime = TimeSpan.FromSeconds(10);

    private AccessDecision _told;
    private MonotonicInstant _toldAt;
    private SubjectId? _granted;
    private MonotonicInstant _grantedAt;

    /// <summary>Whether this decision is news.</summary>
    public bool IsNews(in AccessDecision decision, MonotonicInstant now)
    {
        if (decision.Outcome == AccessOutcome.Granted)
        {
            if (_granted == decision.Candidate?.Subject && now - _grantedAt < rearmTime)
            {
                return false;
            }

            (_granted, _grantedAt) = (decision.Candidate?.Subject, now);
        }
        else if (decision.Outcome == AccessOutcome.Undecided || (IsToldAlready(decision) && !(decision.IsAttempt && now - _toldAt >= AttemptTime)))
        {
            // A track that is still being looked at changes nothing, so a denial is not repeated when a view is skipped.
            return false;
        }

        (_told, _toldAt) = (decision, now);
        return true;
    }

    /// <summary>Forgets everything: faces were not looked at for a while, and whoever is seen next is seen anew.</summary>
    public void Reset() => (_told, _granted) = (default, null);

    // The refusals of one approach may differ from view to view; that is one refusal, unless it turns out to be an attempt only now.
    private bool IsToldAlready(in AccessDecision decision) =>
        decision.Outcome == _told.Outcome
        && (decision.Reason == _told.Reason || (decision.Reason?.FollowsAComparison() == true && _told.Reason?.FollowsAComparison() == true))
        && (_told.IsAttempt || !decision.IsAttempt);
}
