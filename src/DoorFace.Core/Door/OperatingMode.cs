using DoorFace.Core.Time;

namespace DoorFace.Core.Door;

/// <summary>What an administrator has ordered for a while.</summary>
/// <param name="Kind">What.</param>
/// <param name="Since">When.</param>
/// <param name="Until">When it ends; null for normal operation, and for a lock-down without an end.</param>
/// <param name="EndsAt">The end of a lock-down by the wall clock, for a restart.</param>
public sealed record OperatingMode(OperatingModeKind Kind, MonotonicInstant Since = default, MonotonicInstant? Until = null, DateTimeOffset? EndsAt = null)
{
    public static OperatingMode Normal { get; } = new(OperatingModeKind.Normal);
}
