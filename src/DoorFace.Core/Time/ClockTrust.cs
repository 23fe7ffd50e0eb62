using System.Globalization;

namespace DoorFace.Core.Time;

/// <summary>
/// Whether the wall clock can be right. A unit without a battery clock and a network starts with whatever time it last knew, and a clock can be
/// set at any moment; what it cannot do unnoticed is contradict the audit, the program's age, or the monotonic clock.
/// <para>
/// What is compared is the offset between the two clocks, so that waiting changes nothing: a clock that started an hour behind the audit is still
/// wrong an hour later. It is trusted again once it was set to where it can be right, or when an administrator confirms it. A clock that
/// merely stood still while the unit was off, and starts after the latest entry, cannot be told from a right one.
/// </para>
/// </summary>
public sealed record ClockTrust
{
    /// <summary>A larger step against the monotonic clock is not a correction.</summary>
    public static readonly TimeSpan LargestStep = TimeSpan.FromMinutes(5);

    // How far the wall clock is ahead of the monotonic one.
    private readonly TimeSpan _floor;
    private readonly string _beforeFloor;
    private readonly TimeSpan? _trusted;

    private ClockTrust(TimeSpan floor, string beforeFloor, TimeSpan? trusted, string? reason) =>
        (_floor, _beforeFloor, _trusted, Reason) = (floor, beforeFloor, trusted, reason);

    /// <summary>Why the clock is not trusted, and what to do, as a sentence for people; null while it is.</summary>
    public string? Reason { get; }

    public bool IsTrusted => Reason is null;

    /// <summary>The start of the program.</summary>
    /// <param name="wall">What the wall clock says.</param>
    /// <param name="monotonic">The same instant on the monotonic clock.</param>
    /// <param name="latestEntry">The latest time in the audit since an administrator last confirmed the clock; null without one.</param>
    /// <param name="builtAt">When this program was built.</param>
    /// <param name="distrusted">It was not trusted when the program last ran: only an administrator can tell then.</param>
    public static ClockTrust Start(
        DateTimeOffset wall, MonotonicInstant monotonic, DateTimeOffset? latestEntry, DateTimeOffset builtAt, bool distrusted = false)
    {
        if (distrusted)
        {
            return new ClockTrust(TimeSpan.MaxValue, "and could not be trusted when the unit was last on", trusted: null, reason: null).Observe(wall, monotonic);
        }

        var (earliest, what) = latestEntry > builtAt
            ? (latestEntry.Value, "the latest entry of the audit was made")
            : (builtAt, "this program was built");
        var floor = Offset(earliest, monotonic);
        return new ClockTrust(floor, $"before {what}, {Written(earliest)}", trusted: null, reason: null).Observe(wall, monotonic);
    }

    /// <summary>Looks at the clocks again; often enough that they cannot drift apart by <see cref="LargestStep"/> in between.</summary>
    public ClockTrust Observe(DateTimeOffset wall, MonotonicInstant monotonic)
    {
        var offset = Offset(wall, monotonic);
        var complaint = _trusted is { } trusted
            ? (offset - trusted).Duration() <= LargestStep ? null : Jumped(offset - trusted)
            : offset >= _floor ? null : _beforeFloor;
        return complaint is null
            ? new ClockTrust(_floor, _beforeFloor, offset, reason: null)
            : new ClockTrust(_floor, _beforeFloor, _trusted, $"The clock says {Written(wall)}, {complaint}. Set it and confirm it.");
    }

    /// <summary>An administrator says that the clock is right.</summary>
    public ClockTrust Confirm(DateTimeOffset wall, MonotonicInstant monotonic) =>
        new(_floor, _beforeFloor, Offset(wall, monotonic), reason: null);

    private static TimeSpan Offset(DateTimeOffset wall, MonotonicInstant monotonic) => new TimeSpan(wall.UtcTicks) - monotonic.SinceOrigin;

    private static string Jumped(TimeSpan step) =>
        string.Create(CultureInfo.InvariantCulture, $"after a jump of {step.Duration():d\\.hh\\:mm\\:ss} {(step < TimeSpan.Zero ? "back" : "ahead")}");

    private static string Written(DateTimeOffset time) => time.ToString("u", CultureInfo.InvariantCulture);
}
