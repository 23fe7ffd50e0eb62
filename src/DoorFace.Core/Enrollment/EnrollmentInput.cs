using DoorFace.Core.Biometrics;

namespace DoorFace.Core.Enrollment;

/// <summary>Everything that can happen to an enrollment.</summary>
public abstract record EnrollmentInput
{
    private EnrollmentInput()
    {
    }

    /// <summary>The level of the enrollment button, debounced; also told when it is what it was.</summary>
    public sealed record ButtonRead(bool Pressed) : EnrollmentInput;

    /// <summary>The button's line cannot be read any more.</summary>
    public sealed record ButtonLost : EnrollmentInput;

    /// <summary>The level of the jumper in the housing; also told when it is what it was.</summary>
    public sealed record JumperRead(bool Set) : EnrollmentInput;

    /// <summary>An administrator at a terminal asks to enroll somebody; the permission to ask stands for the administrator's face.</summary>
    /// <param name="Name">The new resident's name.</param>
    /// <param name="By">Who asks, for the audit.</param>
    /// <param name="NoAdministrator">The new resident is not to become administrator.</param>
    public sealed record Requested(string Name, string By, bool NoAdministrator = false) : EnrollmentInput;

    /// <summary>The new resident agrees at that terminal instead of by the button.</summary>
    public sealed record Agreed(string By) : EnrollmentInput;

    /// <summary>The terminal ends what it asked for, or is gone.</summary>
    public sealed record Withdrawn : EnrollmentInput;

    /// <summary>A resident was recognised, alive.</summary>
    /// <param name="Subject">Who.</param>
    /// <param name="MayAdminister">An administrator who may enter at this time.</param>
    public sealed record ResidentSeen(SubjectId Subject, bool MayAdminister) : EnrollmentInput;

    /// <summary>A face was refused for good: a live one that is nobody's, or a picture of a resident. One input for each attempt.</summary>
    /// <param name="Hint">What was wrong with how it looked; null when it is only not one that was waited for.</param>
    public sealed record FaceRefused(CaptureRefusal? Hint = null) : EnrollmentInput;

    /// <summary>A frame was looked at while a press is waited for. A moment in which the detector misses a face that is followed is not told.</summary>
    /// <param name="Face">The one face in front; null for none, or several.</param>
    public sealed record FrontSeen(FrontFace? Face) : EnrollmentInput;

    /// <summary>A frame was looked at for a capture.</summary>
    /// <param name="Refusal">Why it cannot become a reference; null when it can.</param>
    /// <param name="Pose">How the head is held; meaningless when it was refused.</param>
    /// <param name="Face">Whose view it is, by its features: <see cref="FrontFace.Number"/>; meaningless when it was refused.</param>
    public sealed record ViewSeen(CaptureRefusal? Refusal, HeadPose Pose, int Face) : EnrollmentInput;

    /// <summary>The captures were compared with one another and with every other resident.</summary>
    /// <param name="Comparison">The outcome.</param>
    public sealed record Compared(CaptureComparison Comparison) : EnrollmentInput;

    /// <summary>What was to be stored or erased is.</summary>
    /// <param name="Subject">Whose it is.</param>
    public sealed record Stored(SubjectId Subject) : EnrollmentInput;

    /// <summary>It could not be stored or erased.</summary>
    /// <param name="End">Why.</param>
    public sealed record Failed(EnrollmentEnd End) : EnrollmentInput;

    /// <summary>The instant that the last step asked to be woken at has come; early or spurious wake-ups do no harm.</summary>
    public sealed record TimerElapsed : EnrollmentInput;
}
