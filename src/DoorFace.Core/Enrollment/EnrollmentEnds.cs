using DoorFace.Core.Audit;

namespace DoorFace.Core.Enrollment;

/// <summary>What is said of the ways in which an enrollment ends.</summary>
public static class EnrollmentEnds
{
    /// <summary>Whether nothing came of it.</summary>
    public static bool IsFailure(EnrollmentEnd end) => end > EnrollmentEnd.Reset;

    /// <summary>The end that an enrollment comes to when no view could be captured for a reason that there is at the door.</summary>
    public static EnrollmentEnd Of(CaptureRefusal refusal) => Enum.Parse<EnrollmentEnd>(refusal.ToString());

    /// <summary>What the audit says of a success.</summary>
    internal static (AuditKind Kind, string Detail) EntryOf(EnrollmentEnd end, EnrollmentState state) => end switch
    {
        EnrollmentEnd.Enrolled => (AuditKind.ResidentEnrolled, $"{state.AllowedBy}, {state.Captures.Length} references"),
        EnrollmentEnd.Refreshed => (AuditKind.ResidentRefreshed, $"{state.AllowedBy}, {state.Captures.Length} references"),
        EnrollmentEnd.Reset => (AuditKind.FactoryReset, ""),
        _ => (AuditKind.ResidentErased, "by themself, at the door"),
    };

    /// <summary>The most useful thing to know when time, or patience, is at an end: what was wrong with the last view, if any was looked at.</summary>
    internal static EnrollmentEnd OfTimeOut(EnrollmentState state) => state switch
    {
        { Hint: { } hint } => Of(hint),
        { Phase: EnrollmentPhase.AwaitingAdministrator or EnrollmentPhase.AwaitingReset, Refusals: > 0 } => EnrollmentEnd.NotAdministrator,
        { Phase: EnrollmentPhase.AwaitingFarewell, Front.Resident: null, Refusals: > 0 } => EnrollmentEnd.NotEnrolled,
        _ => EnrollmentEnd.TimedOut,
    };
}
