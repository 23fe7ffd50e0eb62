using DoorFace.Core.Time;

namespace DoorFace.Core.Access;

/// <summary>
/// How many attempts may be refused within a long time. Each takes its share of that time, and shares that were taken are given back as time passes:
/// at most so many at once, and from then on one share at a time, whatever their rhythm.
/// </summary>
/// <param name="Taken">What was taken and not yet given back, at <paramref name="At"/>.</param>
/// <param name="At">When that was so.</param>
public readonly record struct AttemptBudget(TimeSpan Taken, MonotonicInstant At)
{
    /// <summary>Takes a share.</summary>
    /// <param name="most">How many attempts may be refused.</param>
    /// <param name="within">Within which time.</param>
    /// <param name="now">When.</param>
    public AttemptBudget Take(int most, TimeSpan within, MonotonicInstant now) => new(LeftOf(now) + (within / most), now);

    /// <summary>Gives shares back before their time.</summary>
    public AttemptBudget GiveBack(int attempts, int most, TimeSpan within, MonotonicInstant now)
    {
        var left = LeftOf(now) - (within / most * attempts);
        return new AttemptBudget(left > TimeSpan.Zero ? left : TimeSpan.Zero, now);
    }

    /// <summary>When there is a share to take; now or earlier when there is one.</summary>
    public MonotonicInstant FreeAt(int most, TimeSpan within) => At + (Taken - (within - (within / most)));

    /// <summary>The same, said of now: nothing is lost by saying it, and little is left to remember.</summary>
    public AttemptBudget Settle(MonotonicInstant now) => new(LeftOf(now), now);

    /// <summary>The one of which more is taken.</summary>
    public AttemptBudget Or(AttemptBudget other, MonotonicInstant now) => LeftOf(now) > other.LeftOf(now) ? this : other;

    private TimeSpan LeftOf(MonotonicInstant now) => Taken - (now - At) is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero;
}
