using DoorFace.Core.Access;
using DoorFace.Core.Door;
using DoorFace.Core.Time;
using DoorFace.Host.Gallery;
using DoorFace.Host.Messaging;
using DoorFace.Host.Retention;
using DoorFace.Host.Supervision;
using Microsoft.Extensions.Logging;

namespace DoorFace.Host.Recognition;

/// <summary>Tells the door and the log of decisions that are news; a resident whose time it is not is told as that.</summary>
public sealed class DecisionPublisher(AccessPolicy policy, DoorInbox door, UseLog uses, EntitlementCheck entitlements, ILogger<DecisionPublisher> logger)
{
    private readonly DecisionGate _gate = new(policy.Rules.RearmTime);

    /// <summary>Takes a decision.</summary>
    /// <param name="decision">About a frame.</param>
    /// <param name="at">When the frame was taken, by the camera's time.</param>
    /// <param name="seenAt">The same by the door's.</param>
    /// <param name="enrolled">Who may come in.</param>
    public void Tell(in AccessDecision decision, MonotonicInstant at, MonotonicInstant seenAt, EnrolledGallery enrolled)
    {
        ArgumentNullException.ThrowIfNull(enrolled);
        if (!_gate.IsNews(decision, at))
        {
            return;
        }

        switch (decision)
        {
            case { Outcome: AccessOutcome.Granted, Candidate: { } candidate } when entitlements.ObjectionTo(candidate.Subject, enrolled) is { } objection:
                logger.Denied(objection, at);
                door.Post(new DoorInput.AccessDenied(objection, IsAttempt: false, candidate.Subject, seenAt));
                break;
            case { Outcome: AccessOutcome.Granted, Candidate: { } candidate }:
                logger.Granted(candidate.Score, enrolled.OperatingPoint.Threshold);
                door.Post(new DoorInput.AccessGranted(candidate.Subject, candidate.Score, seenAt));
                uses.Note(candidate.Subject);
                break;
            case { Outcome: AccessOutcome.Denied, Reason: { } reason }:
                // The reason only: who is not enrolled leaves no trace here.
                logger.Denied(reason, at);
                door.Post(new DoorInput.AccessDenied(reason, decision.IsAttempt, SeenAt: seenAt));
                break;
            default:
                break;
        }
    }

    /// <summary>Whoever is seen next is seen anew.</summary>
    public void Forget() => _gate.Reset();
}
