using DoorFace.Core.Access;
using DoorFace.Core.Biometrics;
using DoorFace.Core.Door;
using DoorFace.Core.Enrollment;
using DoorFace.Core.Imaging;
using DoorFace.Host.Enrollment;
using DoorFace.Host.Gallery;
using DoorFace.Host.Messaging;

namespace DoorFace.Host.Recognition;

/// <summary>Looks at frames for the enrollment instead of for the door: whose face it is while a resident is waited for, and captures after the consent.</summary>
internal sealed class EnrollmentWatch(EnrollmentSession session, EnrollmentRules rules, AccessRules access, EntitlementCheck entitlements, FrameAge age, DoorInbox door)
{
    /// <summary>No face has this number.</summary>
    private const int Nobody = 0;

    private readonly DecisionGate _gate = new(access.RearmTime);
    private EnrollmentPhase _phase;
    private int _viewsToBePlain;

    public bool IsUnderWay => session.IsUnderWay;

    /// <summary>Looks at one frame.</summary>
    /// <returns>Whether a face is in it.</returns>
    public bool Look(Frame frame, Recognizer recognizer, EnrolledGallery enrolled)
    {
        var phase = session.State.Phase;
        if (phase != _phase)
        {
            Turn(phase, recognizer);
            (_phase, _viewsToBePlain) = (phase, 0);
        }

        switch (phase)
        {
            case EnrollmentPhase.AwaitingAdministrator:
                var decision = recognizer.Look(frame, enrolled);
                if (!age.IsPast(frame))
                {
                    TellAdministrator(decision, frame, enrolled);
                }

                return decision.Outcome != AccessOutcome.NoFace;
            case EnrollmentPhase.AwaitingConsent or EnrollmentPhase.AwaitingFarewell or EnrollmentPhase.AwaitingReset or EnrollmentPhase.Parting:
                return WatchFront(frame, recognizer, enrolled, phase);
            case EnrollmentPhase.Capturing:
                return Capture(frame, recognizer, enrolled);
            default:
                recognizer.ZeroizeWhenEmpty(frame.CapturedAt);
                return false;
        }
    }

    private void Turn(EnrollmentPhase phase, Recognizer recognizer)
    {
        if (phase == EnrollmentPhase.Parting)
        {
            return; // The same face is watched on.
        }

        if (phase == EnrollmentPhase.Capturing && recognizer.Followed() is { Length: > 0 } features)
        {
            session.Bind(features);
        }

        // Whoever stands there now is seen anew: the one who allowed it must not be captured for the one who agreed.
        recognizer.Clear();
        _gate.Reset();
    }

    /// <summary>Says who is in front while a press is waited for. Nothing of them is kept but in the memory of a few views, as of everybody at the door.</summary>
    private bool WatchFront(Frame frame, Recognizer recognizer, EnrolledGallery enrolled, EnrollmentPhase phase)
    {
        var decision = recognizer.Look(frame, enrolled);
        if (recognizer.Analysis.FaceCount > 1 || !recognizer.FollowedAgree(enrolled.OperatingPoint.ViewThreshold))
        {
            // Several, or suddenly somebody else in the place of the one who was followed: from here on it is another.
            recognizer.Clear();
        }

        if (!age.IsPast(frame))
        {
            TellFront(decision, frame, recognizer, enrolled, phase);
        }

        return decision.Outcome != AccessOutcome.NoFace;
    }

    private void TellFront(in AccessDecision decision, Frame frame, Recognizer recognizer, EnrolledGallery enrolled, EnrollmentPhase phase)
    {
        var subject = decision is { Outcome: AccessOutcome.Granted, Candidate.Subject: var granted } ? granted : (SubjectId?)null;
        if (recognizer.FollowedNumber is not { } number)
        {
            session.Step(new EnrollmentInput.FrontSeen(null));
        }
        else if (recognizer.Analysis.FaceCount == 1)
        {
            var mayAdminister = subject is { } resident && MayAdminister(resident, enrolled);
            session.Step(new EnrollmentInput.FrontSeen(new FrontFace(number, subject, mayAdminister)), enrolled: enrolled);
        }

        if (phase != EnrollmentPhase.AwaitingConsent)
        {
            // Whoever is to be enrolled is nobody's yet, and no attempt.
            TellRefusal(decision, frame);
        }
    }

    private bool MayAdminister(SubjectId subject, EnrolledGallery enrolled) =>
        enrolled.Administrators.Contains(subject) && entitlements.ObjectionTo(subject, enrolled) is null;

    private void TellAdministrator(in AccessDecision decision, Frame frame, EnrolledGallery enrolled)
    {
        if (decision is { Outcome: AccessOutcome.Granted, Candidate.Subject: var subject })
        {
            session.Step(new EnrollmentInput.ResidentSeen(subject, MayAdminister(subject, enrolled)));
        }
        else
        {
            TellRefusal(decision, frame);
        }
    }

    private void TellRefusal(in AccessDecision decision, Frame frame)
    {
        if (decision is { Outcome: AccessOutcome.Denied, IsAttempt: true, Reason: { } reason } && _gate.IsNews(decision, frame.CapturedAt))
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
        if (refusal == CaptureRefusal.FaceCovered)
        {
            _viewsToBePlain = access.ProbeViews - 1;
        }
        else if (refusal is null && _viewsToBePlain > 0)
        {
            // As at the door: of many views of a cover, a few that are not seen to be covered become no reference.
            (_viewsToBePlain, refusal) = (_viewsToBePlain - 1, CaptureRefusal.FaceCovered);
        }

        // Whoever stood there when an old frame was taken may not be who agreed.
        if (!age.IsPast(frame))
        {
            var bound = session.State.Bound?.Number ?? Nobody;
            var face = refusal is null && session.ShowsWhoAgreed(analysis.Embedding, enrolled.OperatingPoint.ViewThreshold) ? bound : Nobody;
            session.Step(new EnrollmentInput.ViewSeen(refusal, quality.Pose, face), analysis.Embedding, enrolled);
        }

        var faceInView = analysis.FaceCount > 0;
        // What is kept lies in the session's memory now.
        recognizer.Clear();
        return faceInView;
    }
}
