using DoorFace.Core.Access;
using DoorFace.Core.Biometrics;
using DoorFace.Core.Enrollment;
using DoorFace.Storage.Residents;
using DoorFace.Storage.Sqlite;
using DoorFace.Storage.Tests.Support;

namespace DoorFace.Storage.Tests;

/// <summary>When residents last came in, who is an administrator, and who is suspended.</summary>
public sealed class UseAndRoleTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ResidentStore _store;

    public UseAndRoleTests() => _store = ResidentStore.Open(_folder.File);

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_use_is_kept_to_the_day_in_universal_time_and_written_once_a_day()
    {
        var residents = Enroll.Several(_store, 2);
        var evening = new DateTimeOffset(2026, 3, 4, 20, 0, 0, TimeSpan.FromHours(-6));

        Assert.True(_store.MarkUsed(residents[0].Id, evening));
        Assert.False(_store.MarkUsed(residents[0].Id, evening.AddHours(20)));

        Assert.Equal(new DateTimeOffset(2026, 3, 5, 0, 0, 0, TimeSpan.Zero), _store.List()[0].LastUsedAt);
        Assert.Null(_store.List()[1].LastUsedAt);
        Assert.True(_store.MarkUsed(residents[0].Id, evening.AddHours(22)));
    }

    [Fact]
    public void A_use_takes_back_the_warnings_of_that_resident_also_on_the_same_day()
    {
        var residents = Enroll.Several(_store, 2);
        _store.MarkUsed(residents[0].Id, Enroll.Day);
        foreach (var resident in residents)
            _store.SetExpiryWarnings(resident.Id, 7);

        Assert.True(_store.MarkUsed(residents[0].Id, Enroll.Day));

        Assert.Equal([new KeyValuePair<SubjectId, int>(residents[1].Id, 7)], _store.ExpiryWarnings());
    }

    [Fact]
    public void A_use_by_somebody_who_was_removed_is_nothing() => Assert.False(_store.MarkUsed(SubjectId.New(), Enroll.Day));

    [Fact]
    public void There_is_an_administrator_until_the_last_one_is_dismissed_or_removed()
    {
        var residents = Enroll.Several(_store, 2);
        Assert.Equal(Household.WithoutAdministrator, _store.Household(Enroll.Day));

        _store.SetAdministrator(residents[0].Id, true);
        var second = _store.Add("Ada", Enroll.References(9, 1), Enroll.Day, Enroll.Consent, administrator: true);
        Assert.Equal([second, residents[0] with { IsAdministrator = true }, residents[1]], _store.List());

        _store.SetAdministrator(residents[0].Id, false);
        Assert.Equal(Household.Administered, _store.Household(Enroll.Day));
        _store.Remove(second.Id);
        Assert.Equal(Household.WithoutAdministrator, _store.Household(Enroll.Day));
        _store.RemoveAll();
        Assert.Equal(Household.Empty, _store.Household(Enroll.Day));
    }

    [Fact]
    public void One_who_is_suspended_or_whose_time_is_over_or_has_not_come_or_is_never_is_no_administrator()
    {
        var resident = _store.Add("Ada", Enroll.References(9, 1), Enroll.Day, Enroll.Consent, administrator: null);
        Assert.True(resident.IsAdministrator);
        Assert.False(_store.Add("Ben", Enroll.References(10, 1), Enroll.Day, Enroll.Consent, administrator: null).IsAdministrator);
        Entitlement[] none = [new(ValidUntil: Enroll.Day), new(ValidFrom: Enroll.Day.AddSeconds(1)), Entitlement.Never];
        foreach (var entitlement in none)
        {
            _store.SetEntitlement(resident.Id, entitlement);
            Assert.Equal(Household.WithoutAdministrator, _store.Household(Enroll.Day));
        }

        _store.SetEntitlement(resident.Id, new(WeeklySchedule.Parse("Mon 08:00-10:00"), Enroll.Day, Enroll.Day.AddSeconds(1)));
        Assert.Equal(Household.Administered, _store.Household(Enroll.Day));
        _store.SetSuspended(resident.Id, true);
        Assert.Equal(Household.WithoutAdministrator, _store.Household(Enroll.Day));
        Assert.True(_store.Add("Kim", Enroll.References(11, 1), Enroll.Day, Enroll.Consent, administrator: null).IsAdministrator);
    }

    [Fact]
    public void A_suspension_stands_until_it_is_lifted_whatever_is_said_about_hours()
    {
        var resident = Enroll.Several(_store, 1).Single();
        var hours = new Entitlement(WeeklySchedule.Parse("Mon 08:00-10:00"));

        _store.SetSuspended(resident.Id, true);
        _store.SetEntitlement(resident.Id, hours);
        Assert.Equal(hours with { Suspended = true }, _store.List().Single().Entitlement);

        _store.SetSuspended(resident.Id, false);
        Assert.Equal(hours, _store.List().Single().Entitlement);
    }

    [Fact]
    public void A_suspension_stands_when_the_hours_are_damaged()
    {
        var resident = Enroll.Several(_store, 1).Single();
        _store.SetSuspended(resident.Id, true);
        _store.Connection.Execute("UPDATE resident SET schedule = 'x'");

        Assert.Equal(Entitlement.Never with { Suspended = true }, _store.List().Single().Entitlement);
    }

    [Theory]
    [InlineData("last_used_at = 9223372036854775807")]
    [InlineData("last_used_at = -1")]
    public void A_damaged_day_of_use_is_none_and_keeps_its_owner_out_alone(string damage)
    {
        var residents = Enroll.Several(_store, 2);
        _store.MarkUsed(residents[0].Id, Enroll.Day);
        _store.Connection.Execute($"UPDATE resident SET {damage} WHERE id = '{residents[0].Id}'");

        using var again = ResidentStore.Open(_folder.File);

        var listed = again.List();
        Assert.Null(listed[0].LastUsedAt);
        Assert.True(listed[0].IsUnsealed);
        Assert.Equal(residents[1], listed[1]);
    }

    [Fact]
    public void Suspending_appointing_or_warning_somebody_who_is_not_enrolled_is_an_error()
    {
        foreach (var act in (Action[])
        [
            () => _store.SetSuspended(SubjectId.New(), true), () => _store.SetAdministrator(SubjectId.New(), true), () => _store.SetExpiryWarnings(SubjectId.New(), 1),
        ])
        {
            Assert.Equal(StorageFault.UnknownResident, Assert.Throws<StorageException>(act).Fault);
        }
    }
}
