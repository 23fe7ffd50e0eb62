namespace DoorFace.Core.Door;

/// <summary>What an administrator asks of the door, at the unit itself.</summary>
public abstract record DoorRequest
{
    private DoorRequest()
    {
    }

    /// <summary>Release the strike once, for the unlock time.</summary>
    public sealed record Release : DoorRequest;

    /// <summary>Refuse every face; the request-to-exit button goes on working.</summary>
    /// <param name="For">How long; null until <see cref="Normal"/>.</param>
    /// <param name="EndsAt">The same end by the wall clock, for a restart; null without an end.</param>
    public sealed record LockDown(TimeSpan? For = null, DateTimeOffset? EndsAt = null) : DoorRequest;

    /// <summary>Keep the strike released.</summary>
    /// <param name="For">How long; above zero.</param>
    public sealed record HoldOpen(TimeSpan For) : DoorRequest;

    /// <summary>End a lock-down or a hold-open.</summary>
    public sealed record Normal : DoorRequest;

    /// <summary>End the tamper and fire alarms, whose inputs must be quiet again.</summary>
    public sealed record ClearAlarms : DoorRequest;
}
