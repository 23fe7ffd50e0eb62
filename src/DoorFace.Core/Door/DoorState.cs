using System.Collections.Immutable;
using DoorFace.Core.Access;
using DoorFace.Core.Enrollment;
using DoorFace.Core.Time;

namespace DoorFace.Core.Door;

/// <summary>The door as the machine knows it: an immutable value. Null: the condition does not hold.</summary>
public sealed record DoorState
{
    /// <summary>From the start until it is known what was so before: no face opens, and no administrator lifts what is not known.</summary>
    public bool AwaitsMemory { get; init; }

    /// <summary>A release that ends by itself.</summary>
    public StrikeRelease? Release { get; init; }

    /// <summary>Since when the strike is released without a break, whatever the cause.</summary>
    public MonotonicInstant? ReleasedSince { get; init; }

    /// <summary>How warm the coil of a fail-secure strike is.</summary>
    public CoilHeat Coil { get; init; }

    /// <summary>Since when no face and no administrator releases the strike because it must cool down first.</summary>
    public MonotonicInstant? CoolingSince { get; init; }

    /// <summary>Until when a request to exit counts that found the strike too warm to release it at once; null without one.</summary>
    public MonotonicInstant? ExitOwedUntil { get; init; }

    /// <summary>An opening before this instant is rightful even though the strike is secured.</summary>
    public MonotonicInstant? AuthorisedUntil { get; init; }

    public OperatingMode Mode { get; init; } = OperatingMode.Normal;

    public AttemptLimiter Limiter { get; init; } = AttemptLimiter.Fresh;

    /// <summary>The last level of each input that has been read since the lines were opened.</summary>
    public ImmutableDictionary<DoorSensor, bool> Sensors { get; init; } = ImmutableDictionary<DoorSensor, bool>.Empty;

    /// <summary>Since when the request-to-exit button is pressed, and counts.</summary>
    public MonotonicInstant? RequestToExitSince { get; init; }

    /// <summary>Since when it counts as stuck.</summary>
    public MonotonicInstant? RequestToExitStuckSince { get; init; }

    /// <summary>Until when a press of the intent button counts.</summary>
    public MonotonicInstant? IntentUntil { get; init; }

    /// <summary>Since when the alarm is on; the same for those below.</summary>
    public MonotonicInstant? ForcedOpenSince { get; init; }

    public MonotonicInstant? HeldOpenSince { get; init; }

    public MonotonicInstant? TamperSince { get; init; }

    public MonotonicInstant? FireSince { get; init; }

    /// <summary>When an open door becomes held open.</summary>
    public MonotonicInstant? HeldOpenDueAt { get; init; }

    public MonotonicInstant? CameraOnSince { get; init; }

    public MonotonicInstant? FaceInViewSince { get; init; }

    public MonotonicInstant? EnrollingSince { get; init; }

    /// <summary>What the enrollment says, until it says something else; null for nothing.</summary>
    public EnrollmentSign? EnrollmentSign { get; init; }

    public MonotonicInstant EnrollmentSignAt { get; init; }

    /// <summary>What it said last in passing.</summary>
    public EnrollmentSign? EnrollmentNews { get; init; }

    public MonotonicInstant EnrollmentNewsAt { get; init; }

    /// <summary>When somebody was last refused to their face.</summary>
    public MonotonicInstant? DeniedAt { get; init; }

    /// <summary>When the intent button was last pressed.</summary>
    public MonotonicInstant? IntentAt { get; init; }

    /// <summary>What is broken, and since when.</summary>
    public ImmutableSortedDictionary<DoorFault, MonotonicInstant> Faults { get; init; } = ImmutableSortedDictionary<DoorFault, MonotonicInstant>.Empty;

    /// <summary>Since when no line can be driven or read.</summary>
    public MonotonicInstant? IoFailedSince { get; init; }

    /// <summary>Nothing is accepted any more.</summary>
    public bool ShutDown { get; init; }

    /// <summary>What each output was last told, by its number; an output that is missing is inactive.</summary>
    public ImmutableArray<DoorCommand> Outputs { get; init; } = [];

    public DoorPosition Position =>
        !Sensors.TryGetValue(DoorSensor.DoorPosition, out var open) ? DoorPosition.Unknown : open ? DoorPosition.Open : DoorPosition.Closed;

    /// <summary>The camera may take frames: its lamp is lit.</summary>
    public bool CameraLampLit => CameraOnSince is not null && IoFailedSince is null && !ShutDown;

    /// <summary>What must survive a restart.</summary>
    public DoorMemory Memory => new(
        TamperSince is not null,
        FireSince is not null,
        Mode.Kind == OperatingModeKind.LockDown,
        Mode.EndsAt,
        Limiter.Attempts.Length,
        Limiter.Level,
        Limiter.PausedUntil is not null,
        Limiter.OfHour.Taken,
        Limiter.OfDay.Taken);
}
