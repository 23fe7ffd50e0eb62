namespace DoorFace.Core.Enrollment;

/// <summary>How an enrollment, or an erasure at the door, ended. The names are stored in the audit: add, never rename.</summary>
public enum EnrollmentEnd
{
    /// <summary>Somebody new is enrolled.</summary>
    Enrolled,

    /// <summary>Somebody was enrolled already; their references were replaced.</summary>
    Refreshed,

    /// <summary>The resident was erased.</summary>
    Erased,

    /// <summary>Everything was erased.</summary>
    Reset,

    /// <summary>Somebody pressed the button to end it, or the terminal that had asked for it went away.</summary>
    Cancelled,

    /// <summary>Nobody did the next thing in time.</summary>
    TimedOut,

    /// <summary>Whoever showed their face is no administrator, or may not enter now.</summary>
    NotAdministrator,

    /// <summary>The door does not look at faces now: a lock-down, an alarm, a pause after refused attempts, failed outputs.</summary>
    FacesRefused,

    /// <summary>No face was in the picture.</summary>
    NoFace,

    /// <summary>Several faces were in the picture.</summary>
    SeveralFaces,

    /// <summary>The face was too small: too far away.</summary>
    FaceTooSmall,

    /// <summary>The face reached over the picture's edge.</summary>
    CutOff,

    /// <summary>The face was turned in the picture: upside down, on its side or tilted too far.</summary>
    NotUpright,

    /// <summary>The face was turned away too far.</summary>
    NotFrontal,

    /// <summary>The head was not turned enough for references that differ.</summary>
    PoseTooAlike,

    /// <summary>The face was too dark.</summary>
    TooDark,

    /// <summary>The face was too bright.</summary>
    TooBright,

    /// <summary>The face had too little contrast.</summary>
    LowContrast,

    /// <summary>The face was blurred.</summary>
    Blurred,

    /// <summary>Something covered mouth and nose.</summary>
    FaceCovered,

    /// <summary>The eyes were closed or covered.</summary>
    EyesHidden,

    /// <summary>A picture or a mask was shown, and no living face.</summary>
    NotLive,

    /// <summary>The captures are not of one person.</summary>
    AnotherPerson,

    /// <summary>So similar to another resident that one would be taken for the other.</summary>
    TooSimilar,

    /// <summary>Nobody who is enrolled stood there.</summary>
    NotEnrolled,

    /// <summary>As many residents are enrolled as the door takes.</summary>
    GalleryFull,

    /// <summary>The camera or the models failed.</summary>
    RecognitionFailed,

    /// <summary>The residents' database or the audit failed.</summary>
    StorageFailed,

    /// <summary>Residents are enrolled and none of them is administrator, so that nobody may allow it here.</summary>
    NoAdministrator,

    /// <summary>It takes the jumper in the housing to erase everything now: there is no administrator whose face could allow it.</summary>
    JumperMissing,

    /// <summary>The residents cannot be read, or are not what the rest of the unit knows of them.</summary>
    StateInDoubt,
}
