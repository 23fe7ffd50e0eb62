namespace DoorFace.Core.Access;

/// <summary>Why a face in view does not open the door.</summary>
public enum DenialReason
{
    /// <summary>Several faces, none clearly nearest, or several are not allowed at all.</summary>
    SeveralFaces,

    /// <summary>The face is too small in the picture: too far away.</summary>
    FaceTooSmall,

    /// <summary>The face does not look towards the camera.</summary>
    NotFrontal,

    /// <summary>The face is turned in the picture: upside down, on its side or tilted too far. A turned camera does that to everybody.</summary>
    NotUpright,

    /// <summary>Something covers mouth and nose.</summary>
    FaceCovered,

    /// <summary>Nobody is enrolled.</summary>
    NobodyEnrolled,

    /// <summary>The presentation looks like an artefact.</summary>
    PresentationAttack,

    /// <summary>No resident is similar enough.</summary>
    BelowThreshold,

    /// <summary>Single views of the track disagree about who it is.</summary>
    InconsistentCandidate,

    /// <summary>A resident, outside the weekly windows of their schedule.</summary>
    OutsideSchedule,

    /// <summary>A resident whose right to enter has not begun.</summary>
    NotYetValid,

    /// <summary>A resident whose right to enter has ended.</summary>
    NoLongerValid,

    /// <summary>The time of day is not known, and this resident may enter at some times only, or nobody may.</summary>
    ClockUntrusted,

    /// <summary>Too many refused attempts.</summary>
    Paused,

    /// <summary>An administrator's lock-down.</summary>
    LockDown,

    /// <summary>The tamper alarm has not been cleared.</summary>
    Tamper,

    /// <summary>The intent button was not pressed.</summary>
    NoIntent,

    /// <summary>An enrollment is going on.</summary>
    Enrollment,

    /// <summary>The outputs cannot be driven.</summary>
    OutputsFailed,

    /// <summary>The audit cannot be written.</summary>
    AuditFull,

    /// <summary>The service is ending.</summary>
    ShuttingDown,

    /// <summary>A resident who may not enter until an administrator resumes them.</summary>
    Suspended,

    /// <summary>The strike was energised for so long that it must cool down first.</summary>
    StrikeCooling,

    /// <summary>The door has just started, and does not know yet what it must remember.</summary>
    MemoryUnknown,

    /// <summary>A part of the unit's state is missing, older or another unit's.</summary>
    StateInDoubt,
}
