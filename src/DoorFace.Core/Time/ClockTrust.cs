using System.Globalization;

namespace DoorFace.Core.Time;

/// <summary>
/// Whether the wall clock can be right. A unit without a battery clock and a network starts with whatever time it last knew, and a clock can be
/// set at any moment; what it cannot do unnoticed is contradict the audit, the program's age, or the monotonic clock.
/// <para>
/// What is compared is the offset between the two clocks, so that waiting changes nothing: a clock that started an hour behind the audit is still
/// wrong an hour later. The offset that counts is the one at the start, or when an administrator last confirmed the clock: both clocks count the same
/// oscillator and drift together, so whatever the offset comes to by and by was set, in one step or in many. The clock is trusted again once it was
/// set to where it can be right, or when an administrator confirms it.
/// </para>
/// <para>
/// A machine that was off and has no battery clock begins where its clock was left (<see cref="MachineStart"/>); for how long it was off nobody knows,
/// and only an administrator can tell. A time zone is no part of all this: what is compared is universal time.
/// </para>
/// </summary>
public sealed record ClockTrust
{
    /// <summary>A larger deviation from the monotonic clock, in however many steps, is not a correction.</summary>
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
    /// <param name="machine">What is known of the machine's start.</param>
    public static ClockTrust Start(
        DateTimeOffset wall, MonotonicInstant monotonic, DateTimeOffset? latestEntry, DateTimeOffset builtAt, bool distrusted = false, MachineStart machine = default)
    {
        if (distrusted)
        {
            return Untold("and could not be trusted when the unit was last on").Observe(wall, monotonic);
        }

        if (machine.StoodStill(wall, latestEntry))
        {
            return Untold("and may have stood still while the unit was off: no battery clock says the same").Observe(wall, monotonic);
        }

        var (earliest, what) = latestEntry > builtAt
            ? (latestEntry.Value, "the latest entry of the audit was made")
            : (builtAt, "this program was built");
        var floor = Offset(earliest, monotonic);
        return new ClockTrust(floor, $"before {what}, {Written(earliest)}", trusted: null, reason: null).Observe(wall, monotonic);
    }

    /// <summary>Looks at the clocks again.</summary>
    public ClockTrust Observe(DateTimeOffset wall, MonotonicInstant monotonic)
    {
        var offset = Offset(wall, monotonic);
        var complaint = _trusted is { } trusted
            ? (offset - trusted).Duration() <= LargestStep ? null : Jumped(offset - trusted)
            : offset >= _floor ? null : _beforeFloor;
        return complaint is null
            ? new ClockTrust(_floor, _beforeFloor, _trusted ?? offset, reason: null)
            : new ClockTrust(_floor, _beforeFloor, _trusted, $"The clock says {Written(wall)}, {complaint}. Set it and confirm it.");
    }

    /// <summary>An administrator says that the clock is right.</summary>
    public ClockTrust Confirm(DateTimeOffset wall, MonotonicInstant monotonic) =>
        new(_floor, _beforeFloor, Offset(wall, monotonic), reason: null);

    /// <summary>Only an administrator can tell.</summary>
    private static ClockTrust Untold(string why) => new(TimeSpan.MaxValue, why, trusted: null, reason: null);

    private static TimeSpan Offset(DateTimeOffset wall, MonotonicInstant monotonic) => new TimeSpan(wall.UtcTicks) - monotonic.SinceOrigin;

    private static string Jumped(TimeSpan step) =>
        string.Create(CultureInfo.InvariantCulture, $"after it was set by {step.Duration():d\\.hh\\:mm\\:ss} {(step < TimeSpan.Zero ? "back" : "ahead")}");

    private static string Written(DateTimeOffset time) => time.ToString("u", CultureInfo.InvariantCulture);
}
