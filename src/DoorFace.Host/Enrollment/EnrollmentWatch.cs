using DoorFace.Core.Access;
using DoorFace.Core.Door;
using DoorFace.Core.Enrollment;
using DoorFace.Core.Imaging;
using DoorFace.Host.Door;
using DoorFace.Host.Recognition;

namespace DoorFace.Host.Enrollment;

/// <summary>Looks at frames for the enrolment instead of for the door: whose face it is while a resident is waited for, and captures after the consent.</summary>
internal sealed class EnrollmentWatch(EnrollmentSession session, EnrollmentRules rules, AccessRules access, EntitlementCheck entitlements, FrameAge age, DoorInbox door)
{
    private readonly DecisionGate _gate = new(access.RearmTime);
    private EnrollmentPhase _phase;

    public bool IsUnderWay => session.IsUnderWay;

    /// <summary>Looks at one frame.</summary>
    /// <returns>Whether a face is in it.</returns>
    public bool Look(Frame frame, Recognizer recognizer, EnrolledGallery enrolled)
    {
        var phase = session.State.Phase;
        if (phase != _phase)
        {
            // Whoever stands there now is seen anew: the one who allowed it must not be captured for the one who agreed.
            recognizer.Clear();
            _gate.Reset();
            _phase = phase;
        }

        switch (phase)
        {
            case EnrollmentPhase.AwaitingAdministrator or EnrollmentPhase.AwaitingFarewell:
                var decision = recognizer.Look(frame, enrolled);
                if (!age.IsPast(frame))
                {
                    Tell(decision, frame, enrolled);
                }

                return decision.Outcome != AccessOutcome.NoFace;
            case EnrollmentPhase.Capturing:
                return Capture(frame, recognizer, enrolled);
            default:
                // Before the consent nobody's face is looked at.
                recognizer.WashWhenEmpty(frame.CapturedAt);
                return false;
        }
    }

    private void Tell(in AccessDecision decision, Frame frame, EnrolledGallery enrolled)
    {
        if (decision is { Outcome: AccessOutcome.Granted, Candidate.Subject: var subject })
        {
            var mayAdminister = enrolled.Administrators.Contains(subject) && entitlements.ObjectionTo(subject, enrolled) is null;
            session.Step(new EnrollmentInput.ResidentSeen(subject, mayAdminister));
        }
        else if (decision is { Outcome: AccessOutcome.Denied, IsAttempt: true, Reason: { } reason } && _gate.IsNews(decision, frame.CapturedAt))
        {
            // It counts as at the door, so that trying here gains nothing.
            door.Post(new DoorInput.AccessDenied(reason, IsAttempt: true, SeenAt: age.SeenAt(frame)));
            session.Step(new EnrollmentInput.FaceRefused(reason == DenialReason.PresentationAttack ? CaptureRefusal.NotLive : null));
        }
    }

    private bool Capture(Frame frame, Recognizer recognizer, EnrolledGallery enrolled)
    {
        var quality = recognizer.Measure(frame);
        var analysis = recognizer.Analysis;
        var refusal = rules.ScreenAtDoor(analysis.FaceCount, analysis.Observation, quality, access.LivenessThreshold)?.Reason;
        // Whoever stood there when an old frame was taken may not be who agreed.
        if (!age.IsPast(frame))
        {
            session.Step(new EnrollmentInput.ViewSeen(refusal, quality.Pose), analysis.Embedding, enrolled);
        }

        var faceInView = analysis.FaceCount > 0;
        // What is kept lies in the session's memory now.
        recognizer.Clear();
        return faceInView;
    }
}
