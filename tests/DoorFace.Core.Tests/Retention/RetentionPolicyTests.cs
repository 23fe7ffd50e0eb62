using CsCheck;
using DoorFace.Core.Retention;

namespace DoorFace.Core.Tests.Retention;

public class RetentionPolicyTests
{
    private static readonly DateTimeOffset Day = new(2026, 7, 6, 0, 0, 0, TimeSpan.Zero);
    private static readonly RetentionRules Rules = new() { Period = TimeSpan.FromDays(90), Warning = TimeSpan.FromDays(3) };

    private static readonly Gen<Action<Unit>> Happenings = Gen.Frequency(
        (8, Gen.Int[1, 60].Select<int, Action<Unit>>(hours => unit => unit.Run(hours))),
        (4, Gen.Int[-4000, 4000].Select<int, Action<Unit>>(days => unit => unit.Wall += TimeSpan.FromDays(days))),
        (4, Gen.Int[-4, 100].Select<int, Action<Unit>>(days => unit => unit.Wall = unit.LastUse + TimeSpan.FromDays(days))),
        (2, Gen.Bool.Select<bool, Action<Unit>>(trusted => unit => unit.Trusted = trusted)),
        (2, Gen.Const<Action<Unit>>(unit => unit.Restart())),
        (1, Gen.Const<Action<Unit>>(unit => unit.Use())));

    [Fact]
    public void No_sequence_of_clock_jumps_restarts_and_uses_erases_anybody_without_the_whole_warning_since_the_last_use()
    {
        var erased = 0;
        Happenings.Array[1, 40].Sample(
            happenings =>
            {
                var unit = new Unit();
                foreach (var happening in happenings)
                {
                    happening(unit);
                    if (unit.Erased)
                    {
                        Assert.True(unit.ShownSinceUse >= 72, $"Erased after {unit.ShownSinceUse} hours of warning.");
                        Assert.True(unit.Trusted);
                        Interlocked.Increment(ref erased);
                        return;
                    }
                }
            },
            iter: 20_000);
        Assert.True(erased > 100, "So few were erased that nothing was shown.");
    }

    [Fact]
    public void With_a_right_clock_the_warning_begins_three_days_before_and_the_end_comes_on_the_day()
    {
        var unit = new Unit();

        unit.Run((87 * 24) - 1);
        Assert.Equal(RetentionPhase.Kept, unit.Phase);
        unit.Run(1);
        Assert.Equal(RetentionPhase.Warned, unit.Phase);
        unit.Run((3 * 24) - 1);
        Assert.Equal(RetentionPhase.Warned, unit.Phase);
        unit.Run(1);
        Assert.True(unit.Erased);
        Assert.Equal(RetentionPolicy.ExpiresAt(Rules, Day), unit.Wall);
    }

    [Fact]
    public void A_unit_that_was_off_for_years_warns_for_the_whole_time_before_it_erases()
    {
        var unit = new Unit { Wall = Day.AddYears(5) };

        unit.Run(72);
        Assert.Equal(RetentionPhase.Warned, unit.Phase);
        unit.Run(1);
        Assert.True(unit.Erased);
    }

    [Fact]
    public void Daily_restarts_keep_what_was_counted()
    {
        var unit = new Unit { Wall = Day.AddYears(5) };

        for (var day = 0; day < 3; day++)
        {
            unit.Run(24);
            unit.Restart();
        }

        // The first hour of each start is not counted, since it may not have been a whole one.
        Assert.Equal((RetentionPhase.Warned, 69), (unit.Phase, unit.WarnedHours));
        unit.Run(4);
        Assert.True(unit.Erased);
    }

    [Fact]
    public void A_use_in_the_warning_ends_it_and_begins_the_period_anew()
    {
        var unit = new Unit { Wall = Day.AddDays(95) };
        unit.Run(50);

        unit.Use();

        Assert.Equal((RetentionPhase.Kept, 0), (unit.Phase, unit.WarnedHours));
        unit.Run(85 * 24);
        Assert.Equal(RetentionPhase.Kept, unit.Phase);
    }

    [Fact]
    public void While_the_clock_is_not_trusted_a_warning_stays_and_does_not_count_and_none_begins()
    {
        Assert.Equal(new RetentionVerdict(RetentionPhase.Warned, 71), RetentionPolicy.Look(Rules, Day, 71, true, null));
        Assert.Equal(new RetentionVerdict(RetentionPhase.Kept, 0), RetentionPolicy.Look(Rules, Day, 0, true, null));
    }

    [Fact]
    public void A_clock_set_back_before_the_warning_takes_it_back() =>
        Assert.Equal(new RetentionVerdict(RetentionPhase.Kept, 0), RetentionPolicy.Look(Rules, Day, 71, true, Day.AddDays(80)));

    [Theory]
    [InlineData(24, RetentionPhase.Kept)]
    [InlineData(25, RetentionPhase.Restarted)]
    public void A_last_use_in_the_future_counts_from_now(int hoursAhead, RetentionPhase expected) =>
        Assert.Equal(expected, RetentionPolicy.Look(Rules, Day.AddHours(hoursAhead), 5, true, Day).Phase);

    [Fact]
    public void The_end_of_time_is_no_error()
    {
        Assert.Equal(DateTimeOffset.MaxValue, RetentionPolicy.ExpiresAt(Rules, DateTimeOffset.MaxValue));
        Assert.Equal(RetentionPhase.Restarted, RetentionPolicy.Look(Rules, DateTimeOffset.MaxValue, 0, true, Day).Phase);
    }

    /// <summary>A unit with one resident, looked at every hour that it runs; it counts by itself what it has shown.</summary>
    private sealed class Unit
    {
        private bool _shownAtLastLook;

        public DateTimeOffset Wall { get; set; } = Day;

        public DateTimeOffset LastUse { get; private set; } = Day;

        public bool Trusted { get; set; } = true;

        public RetentionPhase Phase { get; private set; }

        public int WarnedHours { get; private set; }

        public int ShownSinceUse { get; private set; }

        public bool Erased => Phase == RetentionPhase.Expired;

        public void Run(int hours)
        {
            for (var hour = 0; hour < hours && !Erased; hour++)
            {
                Wall += TimeSpan.FromHours(1);
                ShownSinceUse += _shownAtLastLook ? 1 : 0;
                Look(_shownAtLastLook);
            }
        }

        public void Restart() => _shownAtLastLook = false;

        public void Use()
        {
            (LastUse, WarnedHours, ShownSinceUse) = (new DateTimeOffset(Wall.UtcDateTime.Date, TimeSpan.Zero), 0, 0);
            Look(anotherHour: false);
        }

        private void Look(bool anotherHour)
        {
            var verdict = RetentionPolicy.Look(Rules, LastUse, WarnedHours, anotherHour, Trusted ? Wall : null);
            (Phase, WarnedHours) = (verdict.Phase, verdict.WarnedHours);
            if (Phase == RetentionPhase.Restarted)
            {
                LastUse = new DateTimeOffset(Wall.UtcDateTime.Date, TimeSpan.Zero);
            }

            _shownAtLastLook = Phase == RetentionPhase.Warned;
        }
    }
}
