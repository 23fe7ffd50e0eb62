namespace DoorFace.Core.Audit;

/// <summary>What an audit entry says. The names are stored: add, never rename.</summary>
public enum AuditKind
{
    /// <summary>The service has started.</summary>
    Started,

    /// <summary>The service has ended in an orderly way.</summary>
    Stopped,

    /// <summary>The strike was released; the detail is the cause.</summary>
    StrikeReleased,

    /// <summary>A release that was going on lasts longer; the detail is the cause.</summary>
    ReleaseExtended,

    /// <summary>The strike was secured; the detail says why.</summary>
    StrikeSecured,

    /// <summary>A face was refused; the detail is the reason and nothing else.</summary>
    AccessDenied,

    /// <summary>A resident was recognised but may not enter now; the detail is the reason.</summary>
    ResidentRefused,

    /// <summary>Too many refused attempts: faces are not accepted for the time in the detail.</summary>
    FacesPaused,

    /// <summary>Faces are accepted again.</summary>
    FacesResumed,

    /// <summary>The request-to-exit button was pressed.</summary>
    RequestToExit,

    /// <summary>The request-to-exit button does not let go.</summary>
    RequestToExitStuck,

    /// <summary>It let go.</summary>
    RequestToExitFreed,

    /// <summary>The bell or intent button was pressed.</summary>
    Intent,

    /// <summary>The door was opened.</summary>
    DoorOpened,

    /// <summary>The door was closed.</summary>
    DoorClosed,

    /// <summary>Alarm: the door was opened without a release.</summary>
    ForcedOpen,

    /// <summary>The alarm ended because the door was closed.</summary>
    ForcedOpenEnded,

    /// <summary>Alarm: the door was left open.</summary>
    HeldOpen,

    /// <summary>The alarm ended because the door was closed.</summary>
    HeldOpenEnded,

    /// <summary>Alarm: the housing was opened.</summary>
    Tamper,

    /// <summary>The housing's switch is quiet again; the alarm stays.</summary>
    TamperQuiet,

    /// <summary>An administrator cleared the alarm.</summary>
    TamperCleared,

    /// <summary>Alarm: fire.</summary>
    Fire,

    /// <summary>The fire contact is quiet again; the alarm stays.</summary>
    FireQuiet,

    /// <summary>An administrator cleared the alarm.</summary>
    FireCleared,

    /// <summary>An administrator's lock-down has begun; the detail says who and until when.</summary>
    LockDown,

    /// <summary>An administrator holds the door open; the detail says who and until when.</summary>
    HoldOpen,

    /// <summary>A lock-down or hold-open has ended; the detail says why.</summary>
    NormalOperation,

    /// <summary>An administrator's request was refused; the detail says what and why.</summary>
    RequestRefused,

    /// <summary>An enrolment has begun.</summary>
    EnrollmentStarted,

    /// <summary>It has ended.</summary>
    EnrollmentEnded,

    /// <summary>Something broke; the detail says what.</summary>
    Fault,

    /// <summary>It works again; the detail says what.</summary>
    FaultMended,

    /// <summary>The wall clock was declared right by an administrator.</summary>
    ClockConfirmed,

    /// <summary>Entries were lost because they could not be written; the detail says how many.</summary>
    EntriesLost,
}
