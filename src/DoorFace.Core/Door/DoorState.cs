using DoorFace.Core.Time;

namespace DoorFace.Core.Door;

/// <summary>The door as the machine knows it.</summary>
/// <param name="Strike">Secured or released.</param>
/// <param name="ReleasedAt">When it was energised; set while released.</param>
/// <param name="ReleasedUntil">When it will be secured; set while released.</param>
/// <param name="ShutDown">Nothing is accepted any more.</param>
public sealed record DoorState(
    StrikeState Strike, MonotonicInstant? ReleasedAt = null, MonotonicInstant? ReleasedUntil = null, bool ShutDown = false)
{
    /// <summary>Where every start begins: locked from outside.</summary>
    public static DoorState Initial { get; } = new(StrikeState.Secured);
}
