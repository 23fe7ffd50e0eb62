using DoorFace.Core.Biometrics;
using DoorFace.Core.Time;

namespace DoorFace.Core.Access;

/// <summary>
/// Turns a decision per frame into news: a grant once until it may be given again, a denial once until something else is seen.
/// Without it a resident who stays in view would hold the door open for ever, and every frame would be an entry in the log.
/// </summary>
public sealed class DecisionGate(TimeSpan rearmTime)
{
    private AccessOutcome _outcome;
    private DenialReason? _reason;
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
        else if (decision.Outcome == AccessOutcome.Undecided || (decision.Outcome == _outcome && decision.Reason == _reason))
        {
            // A track that is still being looked at changes nothing, so a denial is not repeated when a view is skipped.
            return false;
        }

        (_outcome, _reason) = (decision.Outcome, decision.Reason);
        return true;
    }
}
