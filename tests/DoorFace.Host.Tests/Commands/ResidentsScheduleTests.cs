using System.Text.Json;
using DoorFace.Core.Access;
using DoorFace.Host.Control;
using DoorFace.Host.Tests.Support;
using DoorFace.Tests.Support;

namespace DoorFace.Host.Tests.Commands;

public sealed class ResidentsScheduleTests : IDisposable
{
    private readonly StoredHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public void Hours_and_dates_are_stored_listed_and_lifted()
    {
        var done = _home.Json(
            "residents", "schedule", "alex", "--windows", "mon-fri 8:00-18:00;Fri 22:00-02:00", "--from", "2026-12-24", "--until", "2027-01-06T18:30");

        Assert.Equal(
            "Alex may enter: Mon-Fri 08:00-18:00; Fri 22:00-02:00, from 2026-12-24 00:00, until 2027-01-06 18:30.", done.GetProperty("done").GetString());
        Assert.Equal(
            new Entitlement(
                WeeklySchedule.Parse("Mon-Fri 08:00-18:00; Fri 22:00-02:00"),
                new DateTimeOffset(2026, 12, 24, 0, 0, 0, TimeSpan.Zero),
                new DateTimeOffset(2027, 1, 6, 18, 30, 0, TimeSpan.Zero)),
            Stored());
        var listed = _home.Json("residents", "list")[0];
        Assert.Equal("Mon-Fri 08:00-18:00; Fri 22:00-02:00", listed.GetProperty("schedule").GetString());
        Assert.Equal(new DateTimeOffset(2026, 12, 24, 0, 0, 0, TimeSpan.Zero), listed.GetProperty("validFrom").GetDateTimeOffset());
        Assert.Equal(new DateTimeOffset(2027, 1, 6, 18, 30, 0, TimeSpan.Zero), listed.GetProperty("validUntil").GetDateTimeOffset());
        Assert.Contains("08:00-18:00", _home.Run("residents", "list").Output, StringComparison.Ordinal);

        Assert.Equal(ExitCodes.Success, _home.Run("residents", "schedule", "Alex", "--unrestricted").Code);
        Assert.Equal(Entitlement.Unrestricted, Stored());
        Assert.Equal(JsonValueKind.Null, _home.Json("residents", "list")[0].GetProperty("schedule").ValueKind);
    }

    [Fact]
    public void What_is_not_given_is_lifted()
    {
        _home.Json("residents", "schedule", "Alex", "--windows", "daily 08:00-18:00");

        _home.Json("residents", "schedule", "Alex", "--until", "2027-01-06");

        Assert.Equal(new Entitlement(ValidUntil: new DateTimeOffset(2027, 1, 6, 0, 0, 0, TimeSpan.Zero)), Stored());
    }

    [Fact]
    public void Dates_are_local()
    {
        Assert.SkipUnless(TimeZoneInfo.TryFindSystemTimeZoneById("Europe/Berlin", out _), "This machine has no tables of time zones (Debian's package tzdata).");

        var (code, _, error) = DoorFaceProgram.Run(
            ["residents", "schedule", "Alex", "--from", "2026-07-01", "--until", "2026-12-01T12:00", "--database", _home.Database], "Europe/Berlin");
        Assert.True(code == ExitCodes.Success, error);
        Assert.Equal(
            new Entitlement(null, new DateTimeOffset(2026, 6, 30, 22, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 12, 1, 11, 0, 0, TimeSpan.Zero)), Stored());

        var skipped = DoorFaceProgram.Run(["residents", "schedule", "Alex", "--from", "2026-03-29T02:30", "--database", _home.Database], "Europe/Berlin");
        Assert.Equal(ExitCodes.Usage, skipped.Code);
        Assert.Contains("does not take place", skipped.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("'Fry' is no day; allowed are Mon, Tue", "--windows", "Mon-Fry 08:00-18:00")]
    [InlineData("'' is no window", "--windows", "")]
    [InlineData("'24.12.2026' is no date; allowed are dates such as 2026-12-24", "--from", "24.12.2026")]
    [InlineData("'2026-02-30' is no date", "--until", "2026-02-30")]
    [InlineData("--until is not after --from", "--from", "2026-12-24", "--until", "2026-12-24")]
    [InlineData("Give either --windows", "--unrestricted", "--windows", "daily 08:00-18:00")]
    [InlineData("Give either --windows")]
    public void A_mistake_is_told_with_what_is_allowed_and_changes_nothing(string told, params string[] options)
    {
        var (code, output, error) = _home.Run(["residents", "schedule", "Alex", .. options]);

        Assert.Equal(ExitCodes.Usage, code);
        Assert.Contains(told, error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output + error, StringComparison.Ordinal);
        Assert.Equal(Entitlement.Unrestricted, Stored());
    }

    [Fact]
    public void Nobody_is_restricted_who_is_not_enrolled()
    {
        var (code, _, error) = _home.Run("residents", "schedule", "Sam", "--windows", "never");

        Assert.Equal(ExitCodes.Negative, code);
        Assert.Contains("Nobody is enrolled as 'Sam'", error, StringComparison.Ordinal);
    }

    private Entitlement Stored()
    {
        using var store = _home.OpenStore();
        return store.List().Single().Entitlement;
    }
}
