using DoorFace.Core.Time;

namespace DoorFace.Core.Signals;

/// <summary>
/// A filter for the level of a contact that bounces: a level counts once it has been there for a time, without a break. The first level ever
/// read counts at once, as there is none to hold on to. Pure: the reader gives the instant of each reading and reads again when told.
/// </summary>
/// <param name="RiseTime">How long the line must have been active to count as active; zero for at once.</param>
/// <param name="FallTime">How long it must have been inactive to count as inactive.</param>
public readonly record struct Debounce(TimeSpan RiseTime, TimeSpan FallTime)
{
    /// <summary>One time for both directions.</summary>
    public Debounce(TimeSpan time)
        : this(time, time)
    {
    }

    /// <summary>One reading.</summary>
    /// <param name="state">The state after the reading before; null for the first.</param>
    /// <param name="active">The level just read.</param>
    /// <param name="disturbed">True when the line may have been at another level since the reading before: an edge came.</param>
    /// <param name="now">When it was read; never before the reading before.</param>
    public DebounceStep Step(DebounceState? state, bool active, bool disturbed, MonotonicInstant now)
    {
        if (state is not { } before || before.Active == active)
        {
            return new DebounceStep(new DebounceState(active), null);
        }

        var since = disturbed ? now : before.OtherSince ?? now;
        var countsAt = since + (active ? RiseTime : FallTime);
        return countsAt <= now
            ? new DebounceStep(new DebounceState(active), null)
            : new DebounceStep(before with { OtherSince = since }, countsAt);
    }
}
