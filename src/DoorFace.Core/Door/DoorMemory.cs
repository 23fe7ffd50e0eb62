namespace DoorFace.Core.Door;

/// <summary>What the door must not forget when it restarts, so that pulling the plug clears neither an alarm nor a pause.</summary>
/// <param name="Tamper">The tamper alarm has not been cleared.</param>
/// <param name="Fire">The fire alarm has not been cleared.</param>
/// <param name="LockDown">A lock-down is in force.</param>
/// <param name="LockDownEndsAt">When it ends by the wall clock; null until an administrator ends it.</param>
/// <param name="RefusedAttempts">Refused attempts that still count, 0 or more.</param>
/// <param name="PauseLevel">Pauses since a resident last succeeded, 0 or more; each is twice as long as the one before.</param>
/// <param name="FacesPaused">A pause is going on; after a restart it begins anew.</param>
/// <param name="TakenOfHour">What refused attempts have taken of the hour's budget.</param>
/// <param name="TakenOfDay">What they have taken of the day's budget.</param>
public sealed record DoorMemory(
    bool Tamper = false,
    bool Fire = false,
    bool LockDown = false,
    DateTimeOffset? LockDownEndsAt = null,
    int RefusedAttempts = 0,
    int PauseLevel = 0,
    bool FacesPaused = false,
    TimeSpan TakenOfHour = default,
    TimeSpan TakenOfDay = default)
{
    /// <summary>Everything that either of two remembers: of two lock-downs the one that lasts longer.</summary>
    public DoorMemory And(DoorMemory other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var endless = (LockDown && LockDownEndsAt is null) || (other.LockDown && other.LockDownEndsAt is null);
        return new DoorMemory(
            Tamper || other.Tamper,
            Fire || other.Fire,
            LockDown || other.LockDown,
            endless ? null : LockDownEndsAt > other.LockDownEndsAt || other.LockDownEndsAt is null ? LockDownEndsAt : other.LockDownEndsAt,
            Math.Max(RefusedAttempts, other.RefusedAttempts),
            Math.Max(PauseLevel, other.PauseLevel),
            FacesPaused || other.FacesPaused,
            TakenOfHour > other.TakenOfHour ? TakenOfHour : other.TakenOfHour,
            TakenOfDay > other.TakenOfDay ? TakenOfDay : other.TakenOfDay);
    }
}
