using System.Collections.Immutable;

namespace DoorFace.Core.Access;

/// <summary>
/// When a resident may enter, week by week: in any of its windows, such as <c>Mon-Fri 08:00-18:00; Sat 09:00-12:00; Fri 22:00-02:00</c>.
/// The windows are read off the clock on the wall, daylight-saving time included: in the hour that autumn repeats a window is open both times,
/// and what lies in the hour that spring skips does not take place that day.
/// </summary>
/// <param name="Windows">In the order written; they may overlap. None for <see cref="Never"/>.</param>
public sealed record WeeklySchedule(ImmutableArray<AccessWindow> Windows)
{
    private const string NeverText = "never";

    /// <summary>No window at all. It needs no clock: it is refused whatever the time.</summary>
    public static WeeklySchedule Never { get; } = new([]);

    public bool IsNever => Windows.IsEmpty;

    /// <summary>Reads windows set apart by semicolons, or <c>never</c>.</summary>
    /// <exception cref="FormatException">The message says what is wrong and what is allowed.</exception>
    public static WeeklySchedule Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Trim().Equals(NeverText, StringComparison.OrdinalIgnoreCase)
            ? Never
            : new WeeklySchedule([.. text.Split(';').Select(AccessWindow.Parse)]);
    }

    /// <summary>Whether a window is open at what the clock on the wall shows.</summary>
    public bool Allows(DateTime local) => Windows.Any(window => window.Allows(local));

    /// <summary>The text that <see cref="Parse"/> reads, one for each schedule.</summary>
    public override string ToString() => IsNever ? NeverText : string.Join("; ", Windows);

    public bool Equals(WeeklySchedule? other) => other is not null && Windows.SequenceEqual(other.Windows);

    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);
}
