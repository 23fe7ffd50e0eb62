using CsCheck;
using DoorFace.Core.Access;

namespace DoorFace.Core.Tests.Access;

public class EntitlementPolicyTests
{
    private static readonly DateTimeOffset Now = new(2026, 7, 6, 9, 30, 0, TimeSpan.Zero);

    // Two hours ahead from the last Sunday of March at 02:00 until that of October at 03:00, one hour otherwise; made here, so that no machine's tables matter.
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.CreateCustomTimeZone(
        "test", TimeSpan.FromHours(1), "test", "winter", "summer",
        [
            TimeZoneInfo.AdjustmentRule.CreateAdjustmentRule(
                DateTime.MinValue.Date, DateTime.MaxValue.Date, TimeSpan.FromHours(1),
                TimeZoneInfo.TransitionTime.CreateFloatingDateRule(new DateTime(1, 1, 1, 2, 0, 0), 3, 5, DayOfWeek.Sunday),
                TimeZoneInfo.TransitionTime.CreateFloatingDateRule(new DateTime(1, 1, 1, 3, 0, 0), 10, 5, DayOfWeek.Sunday)),
        ]);

    private static readonly Gen<DateTimeOffset> Instants = Gen.Long[-1_000_000, 1_000_000].Select(seconds => Now.AddSeconds(seconds));

    private static readonly WeeklySchedule?[] Schedules =
        [null, WeeklySchedule.Never, WeeklySchedule.Parse("Mon-Fri 08:00-18:00"), WeeklySchedule.Parse("daily 22:00-06:00")];

    private static readonly Gen<Entitlement> Entitlements =
        from schedule in Gen.Int[0, Schedules.Length - 1].Select(index => Schedules[index])
        from valid in Gen.Select(Instants.Nullable(), Instants.Nullable())
        select new Entitlement(schedule, valid.Item1, valid.Item2);

    [Fact]
    public void Without_restrictions_a_resident_may_always_enter() => Assert.Null(Check(Entitlement.Unrestricted));

    [Theory]
    [InlineData("Mon 11:30-12:00", null)]
    [InlineData("Mon 09:30-10:00", DenialReason.OutsideSchedule)]
    [InlineData("never", DenialReason.OutsideSchedule)]
    public void The_hours_are_those_of_the_doors_own_zone(string schedule, DenialReason? expected) =>
        Assert.Equal(expected, Check(new Entitlement(WeeklySchedule.Parse(schedule))));

    [Theory]
    [InlineData(0, null)]
    [InlineData(1, DenialReason.NotYetValid)]
    public void The_first_instant_is_part_of_the_right_to_enter(int ticks, DenialReason? expected) =>
        Assert.Equal(expected, Check(new Entitlement(ValidFrom: Now.AddTicks(ticks))));

    [Theory]
    [InlineData(1, null)]
    [InlineData(0, DenialReason.NoLongerValid)]
    public void The_last_instant_is_not(int ticks, DenialReason? expected) =>
        Assert.Equal(expected, Check(new Entitlement(ValidUntil: Now.AddTicks(ticks))));

    [Theory]
    // 02:30 is shown twice in the night of 25 October and not at all in that of 29 March.
    [InlineData("2026-10-25T00:30:00Z", "Sun 02:00-03:00", null)]
    [InlineData("2026-10-25T01:30:00Z", "Sun 02:00-03:00", null)]
    [InlineData("2026-10-25T02:00:00Z", "Sun 02:00-03:00", DenialReason.OutsideSchedule)]
    [InlineData("2026-03-29T00:59:59Z", "Sun 02:00-03:00", DenialReason.OutsideSchedule)]
    [InlineData("2026-03-29T01:00:00Z", "Sun 02:00-03:00", DenialReason.OutsideSchedule)]
    [InlineData("2026-03-29T01:00:00Z", "Sun 03:00-04:00", null)]
    public void Daylight_saving_follows_the_clock_on_the_wall(string now, string schedule, DenialReason? expected) =>
        Assert.Equal(expected, EntitlementPolicy.Check(
            new Entitlement(WeeklySchedule.Parse(schedule)), DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture), Zone, true, default));

    [Theory]
    [InlineData(UntrustedClockRule.RefuseRestricted, null, DenialReason.ClockUntrusted)]
    [InlineData(UntrustedClockRule.IgnoreRestrictions, null, null)]
    [InlineData(UntrustedClockRule.RefuseEveryone, DenialReason.ClockUntrusted, DenialReason.ClockUntrusted)]
    [InlineData((UntrustedClockRule)99, DenialReason.ClockUntrusted, DenialReason.ClockUntrusted)]
    public void Without_a_clock_the_rule_decides(UntrustedClockRule rule, DenialReason? unrestricted, DenialReason? restricted)
    {
        Assert.Equal(unrestricted, EntitlementPolicy.Check(Entitlement.Unrestricted, Now, Zone, false, rule));
        foreach (var entitlement in (Entitlement[])
        [
            new(WeeklySchedule.Parse("daily 00:00-24:00")),
            new(ValidFrom: Now.AddYears(-1)),
            new(ValidUntil: Now.AddYears(1)),
        ])
        {
            Assert.Equal(restricted, EntitlementPolicy.Check(entitlement, Now, Zone, false, rule));
        }
    }

    [Fact]
    public void Who_may_never_enter_does_not_enter_whatever_the_clock_and_the_rule() =>
        Gen.Select(Instants, Gen.Bool, Gen.Enum<UntrustedClockRule>()).Sample((now, trusted, rule) =>
            Assert.NotNull(EntitlementPolicy.Check(Entitlement.Never, now, Zone, trusted, rule)));

    [Fact]
    public void Who_is_suspended_does_not_enter_and_hears_that_reason_whatever_else_is_so() =>
        Gen.Select(Entitlements, Instants, Gen.Bool, Gen.Enum<UntrustedClockRule>()).Sample((entitlement, now, trusted, rule) =>
            Assert.Equal(DenialReason.Suspended, EntitlementPolicy.Check(entitlement with { Suspended = true }, now, Zone, trusted, rule)));

    [Fact]
    public void Unless_told_otherwise_nobody_enters_without_a_clock_whom_a_clock_could_keep_out() =>
        Gen.Select(Entitlements, Instants, Instants).Sample((entitlement, now, other) =>
        {
            var keptOut = EntitlementPolicy.Check(entitlement, other, Zone, true, default) is not null;
            var entersWithoutClock = EntitlementPolicy.Check(entitlement, now, Zone, false, default) is null;
            Assert.False(keptOut && entersWithoutClock);
        });

    [Fact]
    public void A_resident_enters_exactly_when_nothing_restated_here_forbids_it() => Gen.Select(Entitlements, Instants).Sample((entitlement, now) =>
    {
        var local = TimeZoneInfo.ConvertTime(now, Zone).DateTime;
        var allowed = (entitlement.Schedule is null || entitlement.Schedule.Allows(local))
            && !(entitlement.ValidFrom > now) && !(entitlement.ValidUntil <= now);
        Assert.Equal(allowed, EntitlementPolicy.Check(entitlement, now, Zone, true, default) is null);
    });

    private static DenialReason? Check(Entitlement entitlement) => EntitlementPolicy.Check(entitlement, Now, Zone, true, default);
}
