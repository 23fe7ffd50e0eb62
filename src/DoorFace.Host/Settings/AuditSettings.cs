using DoorFace.Core.Audit;

namespace DoorFace.Host.Settings;

/// <summary>What becomes of the audit's entries, and of who wants to enter when none can be stored.</summary>
public sealed record AuditSettings
{
    /// <summary>Retention of access entries: who came and went, and what the door did.</summary>
    public TimeSpan AccessRetention { get; init; } = TimeSpan.FromDays(30);

    /// <summary>How long alarms, enrollments, administration, faults, starts and stops are kept.</summary>
    public TimeSpan AdministrationRetention { get; init; } = TimeSpan.FromDays(365);

    /// <summary>What becomes of faces while entries cannot be stored.</summary>
    public UnavailableAudit WhenUnavailable { get; init; } = UnavailableAudit.DenyFaces;

    public AuditRetention Retention => new(AccessRetention, AdministrationRetention);
}
