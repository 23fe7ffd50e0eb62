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
        Assert.Contains("a jump of 365.00:00:00 " + direction, jumped.Reason, StringComparison.Ordinal);
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
    // A poor crystal, and a hundred times worse.
    [InlineData(0.00001)]
    [InlineData(-0.00001)]
    [InlineData(0.001)]
    [InlineData(-0.001)]
    public void Drift_never_adds_up_to_distrust(double drift)
    {
        var trust = Start(Now, Now);
        for (var elapsed = TimeSpan.Zero; elapsed < 2 * Year; elapsed += TimeSpan.FromHours(6))
        {
            trust = trust.Observe(Now + (elapsed * (1 + drift)), Boot + elapsed);
            Assert.True(trust.IsTrusted, trust.Reason);
        }
    }

    [Fact]
    public void Whatever_the_clock_did_an_administrator_can_confirm_it_and_it_is_held_to_that() =>
        Gen.Select(Steps.Array[0, 5], Steps, Steps).Sample((steps, confirmedAt, step) =>
        {
            var trust = steps.Aggregate(Start(Now, Now), (trust, jump) => trust.Observe(Now + jump, Boot));

            var confirmed = trust.Confirm(Now + confirmedAt, Boot);

            Assert.True(confirmed.IsTrusted);
            Assert.Equal(step.Duration() <= Limit, confirmed.Observe(Now + confirmedAt + step, Boot).IsTrusted);
        });

    [Fact]
    public void A_jump_while_it_is_not_trusted_is_measured_from_where_it_last_was() => Steps.Array[1, 6].Sample(steps =>
    {
        var trust = Start(Now, Now);
        var trusted = TimeSpan.Zero;
        foreach (var position in steps.Select(step => step.Ticks % 2 == 0 ? step : trusted + (step / 100_000)))
        {
            trust = trust.Observe(Now + position, Boot);
            Assert.Equal((position - trusted).Duration() <= Limit, trust.IsTrusted);
            trusted = trust.IsTrusted ? position : trusted;
        }
    });

    private static ClockTrust Start(DateTimeOffset wall, DateTimeOffset? latestEntry) => ClockTrust.Start(wall, Boot, latestEntry, BuiltAt);
}
