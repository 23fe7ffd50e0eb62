namespace DoorFace.Core.Enrollment;

/// <summary>Why a capture cannot become a biometric reference (failure to enrol).</summary>
public enum CaptureRefusal
{
    NoFace,

    SeveralFaces,

    FaceTooSmall,

    NotFrontal,

    /// <summary>Not the person of the first capture.</summary>
    AnotherPerson,
    TooDark, TooBright, LowContrast, Blurred, EyesHidden, NotLive, PoseTooAlike,
}
