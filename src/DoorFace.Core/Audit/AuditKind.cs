namespace DoorFace.Core.Audit;

/// <summary>What an audit entry says. The names are stored: add, never rename.</summary>
public enum AuditKind
{
    /// <summary>The service has started; the detail says how the run before ended.</summary>
    Started,

    /// <summary>The service has ended in an orderly way; the detail is the failure that made it end, empty when it was asked to.</summary>
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

    /// <summary>An enrollment has begun.</summary>
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

    /// <summary>Somebody agreed to be enrolled; the detail says how and to which version of the text.</summary>
    ConsentGiven,

    /// <summary>A resident was enrolled; the detail says who allowed it and with how many references.</summary>
    ResidentEnrolled,

    /// <summary>A resident's references were replaced by new ones; the detail is as for an enrollment.</summary>
    ResidentRefreshed,

    /// <summary>An enrollment, or an erasure at the door, came to nothing; the detail is the reason.</summary>
    EnrollmentFailed,

    /// <summary>A resident and all of their references were erased; the detail says by whom.</summary>
    ResidentErased,

    /// <summary>A resident's references were erased because they had not been used for the retention time.</summary>
    ResidentExpired,

    /// <summary>A resident has another name; the detail says who gave it, and neither name.</summary>
    ResidentRenamed,

    /// <summary>A resident's hours or dates were changed; the detail says by whom and to what.</summary>
    ResidentScheduled,

    /// <summary>A resident may not enter until resumed; the detail says who decided that.</summary>
    ResidentSuspended,

    /// <summary>A suspended resident may enter again; the detail says who decided that.</summary>
    ResidentResumed,

    /// <summary>A resident became an administrator; the detail says by whom.</summary>
    AdministratorAppointed,

    /// <summary>A resident is an administrator no more; the detail says by whom.</summary>
    AdministratorDismissed,

    /// <summary>A person was given what is stored about them, or the audit was exported; the detail says by whom.</summary>
    DataExported,

    /// <summary>Somebody without permission asked the service for something; the detail says who.</summary>
    CallerRefused,

    /// <summary>Everything that was stored was erased by the enrollment button at the start.</summary>
    FactoryReset,

    /// <summary>The unit's master key was replaced; the detail says by whom.</summary>
    KeyRotated,

    /// <summary>Every template was given another rotation and another key; the detail says by whom.</summary>
    TemplatesRenewed,

    /// <summary>Entries whose time was over lost their content; the detail says up to which.</summary>
    AuditPruned,

    /// <summary>Entries that the unit's present key had not sealed are sealed from here on, or a damaged audit went before; the detail says which.</summary>
    AuditSealed,

    /// <summary>The audit was not as the unit had sealed it: somebody changed or exchanged the file; the detail says where.</summary>
    AuditBent,

    /// <summary>Another time zone, or other rules of the same one, are in force; the detail names the old and the new one.</summary>
    TimeZoneChanged,

    /// <summary>Somebody looked at residents' names or at the audit itself; the detail says at what, and who.</summary>
    DataViewed,

    /// <summary>Root took the unit's state for the right one, although a part of it was missing, older or another unit's; the detail says who and what.</summary>
    StateAccepted,

    /// <summary>Settings that decide where the state is, or who gets in, are others than at the last start; the detail says which and what they are now.</summary>
    SettingsChanged,
}
