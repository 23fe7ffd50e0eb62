namespace DoorFace.Core.Audit;

/// <summary>How long the content of entries is kept. What is left of one after that, a salted digest whose salt is gone, only holds the chain together.</summary>
/// <param name="Access">For <see cref="RetentionClass.Access"/> and <see cref="RetentionClass.Outside"/>.</param>
/// <param name="Administration">For <see cref="RetentionClass.Administration"/>.</param>
public sealed record AuditRetention(TimeSpan Access, TimeSpan Administration)
{
    /// <exception cref="ArgumentOutOfRangeException">A kind that belongs to none.</exception>
    public static RetentionClass ClassOf(AuditEvent happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        // An alarm that flaps is kept as one; the rest of it must not push out anything else.
        return happened.IsRepeated || happened.IsOutside ? RetentionClass.Outside : ClassOf(happened.Kind);
    }

    /// <exception cref="ArgumentOutOfRangeException">A kind that belongs to none.</exception>
    public static RetentionClass ClassOf(AuditKind kind) => kind switch
    {
        // Whoever stands before the door, or may not ask anything, can make as many as they like.
        AuditKind.AccessDenied or AuditKind.FacesPaused or AuditKind.FacesResumed or AuditKind.Intent or AuditKind.CallerRefused => RetentionClass.Outside,

        // Access and door.
        AuditKind.StrikeReleased or AuditKind.ReleaseExtended or AuditKind.StrikeSecured or AuditKind.ResidentRefused or AuditKind.RequestToExit
            or AuditKind.DoorOpened or AuditKind.DoorClosed => RetentionClass.Access,

        // Starts and stops.
        AuditKind.Started or AuditKind.Stopped

            // Alarms.
            or AuditKind.RequestToExitStuck or AuditKind.RequestToExitFreed or AuditKind.ForcedOpen or AuditKind.ForcedOpenEnded or AuditKind.HeldOpen
            or AuditKind.HeldOpenEnded or AuditKind.Tamper or AuditKind.TamperQuiet or AuditKind.TamperCleared or AuditKind.Fire or AuditKind.FireQuiet
            or AuditKind.FireCleared

            // Faults.
            or AuditKind.Fault or AuditKind.FaultMended or AuditKind.ClockConfirmed or AuditKind.TimeZoneChanged or AuditKind.EntriesLost

            // Enrollment.
            or AuditKind.EnrollmentStarted or AuditKind.EnrollmentEnded or AuditKind.EnrollmentFailed or AuditKind.ConsentGiven
            or AuditKind.ResidentEnrolled or AuditKind.ResidentRefreshed

            // Administration.
            or AuditKind.LockDown or AuditKind.HoldOpen or AuditKind.NormalOperation or AuditKind.RequestRefused or AuditKind.ResidentErased
            or AuditKind.ResidentExpired or AuditKind.ResidentRenamed or AuditKind.ResidentScheduled or AuditKind.ResidentSuspended
            or AuditKind.ResidentResumed or AuditKind.AdministratorAppointed or AuditKind.AdministratorDismissed or AuditKind.DataExported
            or AuditKind.DataViewed or AuditKind.FactoryReset or AuditKind.KeyRotated or AuditKind.TemplatesRenewed or AuditKind.AuditPruned
            or AuditKind.AuditSealed or AuditKind.AuditBent or AuditKind.StateAccepted or AuditKind.SettingsChanged => RetentionClass.Administration,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "A kind of entry that no retention is decided for."),
    };
}
