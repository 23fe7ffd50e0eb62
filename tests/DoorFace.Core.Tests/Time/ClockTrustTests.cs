using CsCheck;
using DoorFace.Core.Time;

namespace DoorFace.Core.Tests.Time;

public class ClockTrustTests
{
    private static readonly DateTimeOffset BuiltAt = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Now = new(2026, 11, 5, 12, 0, 0, TimeSpan.Zero);
    private static readonly MonotonicInstant Boot = new(TimeSpan.FromHours(7));
    private static readonly TimeSpan Limit = ClockTrust.LargestStep;
    private static readonly TimeSpan Year = TimeSpan.FromDays(365);

    // Up to a year either way.
    private static readonly Gen<TimeSpan> Steps = Gen.Long[-Year.Ticks, Year.Ticks].Select(TimeSpan.FromTicks);
    private static readonly Gen<TimeSpan> Waits = Gen.Long[0, TimeSpan.TicksPerDay * 400].Select(TimeSpan.FromTicks);

    [Fact]
    public void A_clock_at_or_after_the_latest_entry_and_the_build_is_trusted()
    {
        Assert.True(Start(Now, Now).IsTrusted);
        Assert.True(Start(Now, null).IsTrusted);
        Assert.True(Start(BuiltAt, BuiltAt.AddYears(-3)).IsTrusted);
        Assert.Null(Start(Now, Now).Reason);
    }

    [Fact]
    public void A_clock_before_the_latest_entry_is_not_trusted_and_says_so()
    {
        var trust = Start(Now, Now.AddMilliseconds(1));

        Assert.False(trust.IsTrusted);
        Assert.Contains("before the latest entry of the audit was made, 2026-11-05 12:00:00Z", trust.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_clock_before_the_build_is_not_trusted_and_says_so()
    {
        var trust = Start(DateTimeOffset.UnixEpoch, null);

        Assert.False(trust.IsTrusted);
        Assert.Equal("The clock says 1970-01-01 00:00:00Z, before this program was built, 2026-06-01 00:00:00Z. Set it and confirm it.", trust.Reason);
    }

    [Fact]
    public void A_clock_that_started_too_early_does_not_become_right_by_waiting() => Gen.Select(Waits, Waits).Sample((behind, waited) =>
    {
        var trust = Start(Now - behind - TimeSpan.FromTicks(1), Now);

        Assert.False(trust.Observe(Now - behind - TimeSpan.FromTicks(1) + waited, Boot + waited).IsTrusted);
    });

    [Fact]
    public void A_clock_that_started_too_early_is_trusted_once_it_is_set_to_where_it_can_be_right()
    {
        var trust = Start(Now.AddDays(-2), Now);

        var set = trust.Observe(Now.AddHours(3), Boot + TimeSpan.FromHours(1));
        Assert.True(set.IsTrusted);
        // From then on it is held to that.
        Assert.False(set.Observe(Now.AddHours(3), Boot + TimeSpan.FromHours(3)).IsTrusted);
    }

    [Theory]
    [InlineData(1, "ahead")]
    [InlineData(-1, "back")]
    public void A_jump_of_a_year_is_not_trusted_until_the_clock_is_back(int years, string direction)
    {
        var jumped = Start(Now, Now).Observe(Now.AddYears(years), Boot);

        Assert.False(jumped.IsTrusted);
        Assert.Contains("set by 365.00:00:00 " + direction, jumped.Reason, StringComparison.Ordinal);
        var later = TimeSpan.FromDays(3);
        jumped = jumped.Observe(Now.AddYears(years) + later, Boot + later);
        Assert.False(jumped.IsTrusted);
        Assert.True(jumped.Observe(Now + later, Boot + later).IsTrusted);
    }

    [Fact]
    public void A_step_is_trusted_exactly_up_to_the_limit() => Gen.Select(Steps, Waits).Sample((step, waited) =>
    {
        var stepped = Start(Now, Now).Observe(Now + waited + step, Boot + waited);

        Assert.Equal(step.Duration() <= Limit, stepped.IsTrusted);
    });

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void The_limit_itself_is_trusted_and_no_tick_more(int sign)
    {
        Assert.True(Start(Now, Now).Observe(Now + (sign * Limit), Boot).IsTrusted);
        Assert.False(Start(Now, Now).Observe(Now + (sign * (Limit + TimeSpan.FromTicks(1))), Boot).IsTrusted);
    }

    [Theory]
    [InlineData(299)]
    [InlineData(-299)]
    [InlineData(30)]
    [InlineData(-1)]
    public void A_clock_that_is_walked_in_small_steps_is_trusted_up_to_the_limit_of_their_sum(int seconds)
    {
        var (trust, walked, elapsed) = (Start(Now, Now), TimeSpan.Zero, TimeSpan.Zero);
        for (var step = 0; step < 1000; step++)
        {
            (walked, elapsed) = (walked + TimeSpan.FromSeconds(seconds), elapsed + TimeSpan.FromHours(1));
            trust = trust.Observe(Now + elapsed + walked, Boot + elapsed);
            Assert.Equal(walked.Duration() <= Limit, trust.IsTrusted);
        }

        // Back where it was, it is right again; and from a confirmed time on the sum begins anew.
        Assert.True(trust.Observe(Now + elapsed, Boot + elapsed).IsTrusted);
        var confirmed = trust.Confirm(Now + elapsed + walked, Boot + elapsed);
        Assert.True(confirmed.Observe(Now + elapsed + walked + (Limit / 2), Boot + elapsed).Observe(Now + elapsed + walked - (Limit / 2), Boot + elapsed).IsTrusted);
    }

    [Fact]
    public void In_whatever_steps_it_is_set_only_where_it_stands_counts() => Gen.Select(Steps, Gen.Int[1, 200]).Sample((sum, count) =>
    {
        var trust = Start(Now, Now);
        for (var step = 1; step <= count; step++)
        {
            trust = trust.Observe(Now + (sum * step / count), Boot);
        }

        Assert.Equal(sum.Duration() <= Limit, trust.IsTrusted);
    });

    [Theory]
    [InlineData(0.001)]
    [InlineData(-0.001)]
    public void A_poor_oscillator_drives_both_clocks_and_never_adds_up_to_distrust(double drift)
    {
        var trust = Start(Now, Now);
        for (var elapsed = TimeSpan.Zero; elapsed < 2 * Year; elapsed += TimeSpan.FromHours(6))
        {
            trust = trust.Observe(Now + (elapsed * (1 + drift)), Boot + (elapsed * (1 + drift)));
            Assert.True(trust.IsTrusted, trust.Reason);
        }
    }

    /// <summary>A unit that was off for an hour comes back with the time of its last shutdown; the latest entry was made seconds before that.</summary>
    [Theory]
    // Off, no battery clock: began where it was left, by the entry or by what the system kept.
    [InlineData(true, false, 40, null, false)]
    [InlineData(true, false, 3600, 3500, false)]
    // The battery clock says the same.
    [InlineData(true, true, 40, null, true)]
    // Further ahead than it can have come by itself: somebody set it.
    [InlineData(true, false, 3600, null, true)]
    [InlineData(true, false, 3600, 100, true)]
    // The service was restarted, not the machine.
    [InlineData(false, false, 2, null, true)]
    public void A_clock_that_may_have_stood_still_while_the_unit_was_off_needs_an_administrator(bool off, bool battery, int ahead, int? saved, bool trusted)
    {
        var machine = new MachineStart(off, TimeSpan.FromSeconds(30), battery, Now + (saved is { } seconds ? TimeSpan.FromSeconds(seconds) : null));
        var wall = Now.AddSeconds(ahead);
        var trust = ClockTrust.Start(wall, Boot, Now, BuiltAt, machine: machine);

        Assert.Equal(trusted, trust.IsTrusted);
        Assert.Equal(trusted, trust.Observe(wall.AddHours(5), Boot + TimeSpan.FromHours(5)).IsTrusted);
        Assert.True(trust.Confirm(wall, Boot).IsTrusted);
    }

    [Fact]
    public void A_first_start_has_nothing_to_stand_still_by() =>
        Assert.True(ClockTrust.Start(Now, Boot, null, BuiltAt, machine: new MachineStart(true)).IsTrusted);

    [Fact]
    public void Whatever_the_clock_did_an_administrator_can_confirm_it_and_it_is_held_to_that() =>
        Gen.Select(Steps.Array[0, 5], Steps, Steps).Sample((steps, confirmedAt, step) =>
        {
            var trust = steps.Aggregate(Start(Now, Now), (trust, jump) => trust.Observe(Now + jump, Boot));

            var confirmed = trust.Confirm(Now + confirmedAt, Boot);

            Assert.True(confirmed.IsTrusted);
            Assert.Equal(step.Duration() <= Limit, confirmed.Observe(Now + confirmedAt + step, Boot).IsTrusted);
        });

    private static ClockTrust Start(DateTimeOffset wall, DateTimeOffset? latestEntry) => ClockTrust.Start(wall, Boot, latestEntry, BuiltAt);
}
