namespace DoorFace.Core.Time;

/// <summary>
/// An instant on a clock that never goes back and does not know the time of day; its origin is arbitrary.
/// Every duration in the product is a difference of two of these, so a wrong or stepped wall clock cannot hold the door open.
/// </summary>
public readonly record struct MonotonicInstant(TimeSpan SinceOrigin) : IComparable<MonotonicInstant>
{
    public static MonotonicInstant Origin => default;

    public static TimeSpan operator -(MonotonicInstant later, MonotonicInstant earlier) => later.SinceOrigin - earlier.SinceOrigin;

    public static MonotonicInstant operator -(MonotonicInstant instant, TimeSpan duration) => new(instant.SinceOrigin - duration);

    public static MonotonicInstant operator +(MonotonicInstant instant, TimeSpan duration) => new(instant.SinceOrigin + duration);

    public static bool operator <(MonotonicInstant a, MonotonicInstant b) => a.SinceOrigin < b.SinceOrigin;

    public static bool operator >(MonotonicInstant a, MonotonicInstant b) => a.SinceOrigin > b.SinceOrigin;

    public static bool operator <=(MonotonicInstant a, MonotonicInstant b) => a.SinceOrigin <= b.SinceOrigin;

    public static bool operator >=(MonotonicInstant a, MonotonicInstant b) => a.SinceOrigin >= b.SinceOrigin;

    public int CompareTo(MonotonicInstant other) => SinceOrigin.CompareTo(other.SinceOrigin);

    public override string ToString() => $"{SinceOrigin.TotalSeconds:0.000} s";
}
