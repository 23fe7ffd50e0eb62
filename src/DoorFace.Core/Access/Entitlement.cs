namespace DoorFace.Core.Access;

/// <summary>When a resident may enter.</summary>
/// <param name="Schedule">The hours of the week; null for any.</param>
/// <param name="ValidFrom">The first instant of the right to enter; null for always.</param>
/// <param name="ValidUntil">The first instant after it; null for ever.</param>
/// <param name="Suspended">Not until an administrator says so, whatever the rest says.</param>
public sealed record Entitlement(
    WeeklySchedule? Schedule = null, DateTimeOffset? ValidFrom = null, DateTimeOffset? ValidUntil = null, bool Suspended = false)
{
    /// <summary>At any time.</summary>
    public static Entitlement Unrestricted { get; } = new();

    /// <summary>At no time, whatever the clock and the rule for an untrusted one.</summary>
    public static Entitlement Never { get; } = new(WeeklySchedule.Never);

    /// <summary>Whether it takes a clock to say if the resident may enter.</summary>
    public bool IsRestricted => Schedule is not null || ValidFrom is not null || ValidUntil is not null;
}
