using System.Globalization;

namespace DoorFace.Core.Access;

/// <summary>
/// One window of a <see cref="WeeklySchedule"/>, such as <c>Mon-Fri 08:00-18:00</c>. It lets in from its first minute until just before its
/// last, by the clock on the wall. A window past midnight, such as <c>Fri 22:00-02:00</c>, belongs to the day it begins on.
/// </summary>
public sealed record AccessWindow
{
    private const string Allowed = "a window is days and hours, such as 'Mon-Fri 08:00-18:00', 'Sat,Sun 09:00-12:00', 'daily 00:00-24:00' or 'Fri 22:00-02:00'";

    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <param name="days">The days it begins on; at least one.</param>
    /// <param name="from">When it begins, whole minutes since midnight; 0 to 23:59.</param>
    /// <param name="until">When it has ended, whole minutes since that midnight: above <paramref name="from"/>, 24:00 at most, or in the next day up to <paramref name="from"/>.</param>
    /// <exception cref="ArgumentException">Out of range.</exception>
    public AccessWindow(Weekdays days, TimeSpan from, TimeSpan until)
    {
        if (days == Weekdays.None || (days & ~Weekdays.Daily) != 0)
        {
            throw new ArgumentException("A window has at least one day of the seven.", nameof(days));
        }

        if (from < TimeSpan.Zero || from >= Day || from.Ticks % TimeSpan.TicksPerMinute != 0)
        {
            throw new ArgumentException("A window begins at a whole minute of its day.", nameof(from));
        }

        if (until <= from || (until > Day && until >= from + Day) || until.Ticks % TimeSpan.TicksPerMinute != 0)
        {
            throw new ArgumentException("A window ends at a whole minute, after its beginning and less than a day later, or at 24:00.", nameof(until));
        }

        (Days, From, Until) = (days, from, until);
    }

    /// <summary>The days it begins on.</summary>
    public Weekdays Days { get; }

    /// <summary>When it begins, since midnight.</summary>
    public TimeSpan From { get; }

    /// <summary>When it has ended, since the midnight before <see cref="From"/>; above 24 h for a window past midnight.</summary>
    public TimeSpan Until { get; }

    /// <summary>Reads days, a blank, and hours.</summary>
    /// <exception cref="FormatException">The message says what is wrong and what is allowed.</exception>
    public static AccessWindow Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var blank = text.Trim().LastIndexOf(' ');
        if (blank < 0)
        {
            throw new FormatException($"'{text.Trim()}' is no window; {Allowed}.");
        }

        var days = string.Concat(text.Trim()[..blank].Where(character => character != ' '));
        var hours = text.Trim()[(blank + 1)..].Split('-');
        if (hours.Length != 2)
        {
            throw new FormatException($"'{text.Trim()}' does not end in hours such as 08:00-18:00; {Allowed}.");
        }

        var (from, until) = (ParseHour(hours[0]), ParseHour(hours[1]));
        if (from == until || from == Day)
        {
            throw new FormatException($"'{text.Trim()}' {(from == Day ? "begins at the end of its day" : "has no length")}; the whole day is 00:00-24:00.");
        }

        return new AccessWindow(WeekdaysText.Parse(days), from, until > from ? until : until + Day);
    }

    /// <summary>Whether it is open at what the clock on the wall shows.</summary>
    public bool Allows(DateTime local) =>
        (BeginsOn(local.DayOfWeek) && local.TimeOfDay >= From && local.TimeOfDay < Until)
        || (BeginsOn(local.DayOfWeek - 1) && local.TimeOfDay + Day < Until);

    /// <summary>The text that <see cref="Parse"/> reads, one for each window.</summary>
    public override string ToString() => $"{WeekdaysText.Write(Days)} {Written(From)}-{Written(Until > Day ? Until - Day : Until)}";

    private static TimeSpan ParseHour(string text)
    {
        if (text is "24:00")
        {
            return Day;
        }

        return TimeOnly.TryParseExact(text, ["H:mm", "HH:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var hour)
            ? hour.ToTimeSpan()
            : throw new FormatException($"'{text}' is no time of day; allowed are 00:00 to 24:00, as in 08:00-18:00.");
    }

    private static string Written(TimeSpan hour) => hour == Day ? "24:00" : hour.ToString(@"hh\:mm", CultureInfo.InvariantCulture);

    // Sunday is .NET's day 0, and the day before it is -1.
    private bool BeginsOn(DayOfWeek day) => Days.HasFlag((Weekdays)(1 << (((int)day + 6) % 7)));
}
