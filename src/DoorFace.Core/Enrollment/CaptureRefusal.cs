namespace DoorFace.Core.Enrollment;

/// <summary>Why a capture cannot become a biometric reference (failure to enroll).</summary>
public enum CaptureRefusal
{
    NoFace,

    SeveralFaces,

    FaceTooSmall,

    /// <summary>The face reaches over the picture's edge.</summary>
    CutOff,

    /// <summary>The face is turned in the picture: upside down, on its side or tilted too far.</summary>
    NotUpright,

    NotFrontal,

    TooDark,

    TooBright,

    LowContrast,

    Blurred,

    /// <summary>Something covers mouth and nose.</summary>
    FaceCovered,

    /// <summary>The eyes are closed or covered.</summary>
    EyesHidden,

    /// <summary>Looks like a picture of a face. Only for captures at the door: the pictures an operator gives are photographs.</summary>
    NotLive,

    /// <summary>Adds nothing to what was captured before. Only for guided captures.</summary>
    PoseTooAlike,

    /// <summary>Not the person of the first capture.</summary>
    AnotherPerson,

    /// <summary>The picture of another capture once more, or a copy of it. Only for the pictures an operator gives.</summary>
    SamePicture,
}
