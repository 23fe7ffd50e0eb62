using System.Globalization;
using CsCheck;
using DoorFace.Core.Access;

namespace DoorFace.Core.Tests.Access;

public class WeeklyScheduleTests
{
    private const int MinutesOfDay = 24 * 60;

    // A Monday.
    private static readonly DateTime WeekStart = new(2026, 11, 2);

    private static readonly Gen<AccessWindow> Windows =
        from days in Gen.Int[1, 127]
        from starts in Gen.Int[0, MinutesOfDay - 1]
        from length in Gen.Int[1, MinutesOfDay - 1]
        from wholeDay in Gen.Bool
        select wholeDay && starts % 2 == 0
            ? new AccessWindow((Weekdays)days, TimeSpan.Zero, TimeSpan.FromDays(1))
            : new AccessWindow((Weekdays)days, TimeSpan.FromMinutes(starts), TimeSpan.FromMinutes(starts + length));

    private static readonly Gen<WeeklySchedule> Schedules = Windows.Array[0, 5].Select(windows => new WeeklySchedule([.. windows]));

    [Fact]
    public void What_is_written_reads_as_the_same_schedule() => Schedules.Sample(schedule =>
    {
        var text = schedule.ToString();
        var read = WeeklySchedule.Parse(text);
        Assert.Equal(schedule, read);
        Assert.Equal(schedule.GetHashCode(), read.GetHashCode());
        Assert.Equal(text, read.ToString());
        Assert.Equal(text, WeeklySchedule.Parse($" {text.ToUpperInvariant()} ").ToString());
    });

    [Fact]
    public void A_minute_of_the_week_is_allowed_exactly_when_a_window_covers_it() =>
        Gen.Select(Schedules, Gen.Int[0, (7 * MinutesOfDay) - 1], Gen.Int[0, 59_999]).Sample((schedule, minute, milliseconds) =>
        {
            var covered = schedule.Windows.SelectMany(CoveredMinutes).Contains(minute);
            Assert.Equal(covered, schedule.Allows(WeekStart.AddMinutes(minute).AddMilliseconds(milliseconds)));
        });

    [Theory]
    [InlineData("Mon-Fri 08:00-18:00; Sat 09:00-12:00; Fri 22:00-02:00", "Mon-Fri 08:00-18:00; Sat 09:00-12:00; Fri 22:00-02:00")]
    [InlineData("mon,TUE , wed 8:00-9:30", "Mon-Wed 08:00-09:30")]
    [InlineData("Sat-Mon 00:00-24:00", "Mon,Sat,Sun 00:00-24:00")]
    [InlineData("Sun-Sat 10:00-11:00", "daily 10:00-11:00")]
    [InlineData("Daily 22:00-00:00", "daily 22:00-24:00")]
    [InlineData("Wed-Wed,Mon 23:59-23:58", "Mon,Wed 23:59-23:58")]
    [InlineData("Mon 08:00-12:00;Mon 13:00-17:00", "Mon 08:00-12:00; Mon 13:00-17:00")]
    [InlineData(" NEVER ", "never")]
    public void Each_way_to_write_it_has_one_canonical_form(string text, string canonical) =>
        Assert.Equal(canonical, WeeklySchedule.Parse(text).ToString());

    [Theory]
    [InlineData("", "'' is no window")]
    [InlineData("Mon-Fri", "'Mon-Fri' is no window")]
    [InlineData("08:00-18:00", "'08:00-18:00' is no window")]
    [InlineData("Mon-Fry 08:00-18:00", "'Fry' is no day; allowed are Mon, Tue")]
    [InlineData("Montag 08:00-18:00", "'Montag' is no day")]
    [InlineData("Mon, 08:00-18:00", "'' is no day")]
    [InlineData("Mon-Wed-Fri 08:00-18:00", "'Mon-Wed-Fri' is no range of days")]
    [InlineData("Mon 08:00", "does not end in hours")]
    [InlineData("Mon 08:00-12:00-18:00", "does not end in hours")]
    [InlineData("Mon 08:60-18:00", "'08:60' is no time of day; allowed are 00:00 to 24:00")]
    [InlineData("Mon 8-18", "'8' is no time of day")]
    [InlineData("Mon 08:00-25:00", "'25:00' is no time of day")]
    [InlineData("Mon 08:00-24:01", "'24:01' is no time of day")]
    [InlineData("Mon 24:00-02:00", "begins at the end of its day")]
    [InlineData("Mon 08:00-08:00", "has no length; the whole day is 00:00-24:00")]
    [InlineData("Mon 08:00-18:00;", "'' is no window")]
    [InlineData("Mon 08:00-18:00; never", "'never' is no window")]
    public void What_cannot_be_read_is_told_with_what_is_allowed(string text, string told) =>
        Assert.Contains(told, Assert.Throws<FormatException>(() => WeeklySchedule.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Any_text_is_either_refused_or_read() => Gen.String[Gen.Char["MonFri0123458:-;, dailyn"], 0, 24].Sample(text =>
    {
        try
        {
            var schedule = WeeklySchedule.Parse(text);
            Assert.Equal(schedule, WeeklySchedule.Parse(schedule.ToString()));
        }
        catch (FormatException refused)
        {
            Assert.NotEmpty(refused.Message);
        }
    });

    [Theory]
    [InlineData("Fri 22:00-02:00", "2026-11-06T21:59:59.999", false)]
    [InlineData("Fri 22:00-02:00", "2026-11-06T22:00", true)]
    [InlineData("Fri 22:00-02:00", "2026-11-07T01:59:59.999", true)]
    [InlineData("Fri 22:00-02:00", "2026-11-07T02:00", false)]
    [InlineData("Fri 22:00-02:00", "2026-11-06T01:00", false)]
    [InlineData("Sun 22:00-02:00", "2026-11-02T01:00", true)]
    [InlineData("Mon 00:00-24:00", "2026-11-02T00:00", true)]
    [InlineData("Mon 00:00-24:00", "2026-11-02T23:59:59.999", true)]
    [InlineData("Mon 00:00-24:00", "2026-11-03T00:00", false)]
    [InlineData("never", "2026-11-02T12:00", false)]
    public void A_window_is_open_from_its_first_minute_until_just_before_its_last(string schedule, string local, bool open) =>
        Assert.Equal(open, WeeklySchedule.Parse(schedule).Allows(DateTime.Parse(local, CultureInfo.InvariantCulture)));

    [Fact]
    public void The_ends_of_the_calendar_are_no_mistake()
    {
        var schedule = WeeklySchedule.Parse("Fri 10:00-11:00");

        Assert.False(schedule.Allows(DateTime.MaxValue));
        Assert.False(schedule.Allows(DateTime.MinValue));
    }

    [Theory]
    [InlineData(0, 60, 120)]
    [InlineData(128, 60, 120)]
    [InlineData(1, -1, 120)]
    [InlineData(1, 1440, 1500)]
    [InlineData(1, 60, 60)]
    [InlineData(1, 60, 1500)]
    [InlineData(1, 0, 1441)]
    [InlineData(1, 0.5, 120)]
    [InlineData(1, 0, 120.5)]
    public void No_window_is_made_that_could_not_be_written(int days, double from, double until) =>
        Assert.Throws<ArgumentException>(() => new AccessWindow((Weekdays)days, TimeSpan.FromMinutes(from), TimeSpan.FromMinutes(until)));

    /// <summary>The rule restated minute by minute.</summary>
    private static IEnumerable<int> CoveredMinutes(AccessWindow window) =>
        from day in Enumerable.Range(0, 7)
        where window.Days.HasFlag((Weekdays)(1 << day))
        from minute in Enumerable.Range((int)window.From.TotalMinutes, (int)(window.Until - window.From).TotalMinutes)
        select ((day * MinutesOfDay) + minute) % (7 * MinutesOfDay);
}
