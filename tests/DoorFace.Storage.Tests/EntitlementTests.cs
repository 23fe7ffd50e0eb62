using DoorFace.Core.Access;
using DoorFace.Core.Biometrics;
using DoorFace.Storage.Residents;
using DoorFace.Storage.Sqlite;
using DoorFace.Storage.Tests.Support;

namespace DoorFace.Storage.Tests;

/// <summary>When a resident may enter is kept; what is damaged of it locks out its owner, and nobody else.</summary>
public sealed class EntitlementTests : IDisposable
{
    private static readonly Entitlement WorkingHours = new(WeeklySchedule.Parse("Mon-Fri 08:00-18:00; Fri 22:00-02:00"), Enroll.Day, Enroll.Day.AddDays(30));

    private readonly TemporaryFolder _folder = new();
    private readonly ResidentStore _store;

    public EntitlementTests() => _store = ResidentStore.Open(_folder.File);

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_new_resident_is_unrestricted() =>
        Assert.Equal(Entitlement.Unrestricted, _store.Add("Ada", Enroll.References(1, 1), Enroll.Day, Enroll.Consent).Entitlement);

    [Fact]
    public void Restrictions_are_there_again_after_closing_and_nobody_else_has_them()
    {
        var residents = Enroll.Several(_store, 2);

        _store.SetEntitlement(residents[0].Id, WorkingHours);

        using var again = ResidentStore.Open(_folder.File);
        Assert.Equal([residents[0] with { Entitlement = WorkingHours }, residents[1]], again.List());
    }

    [Fact]
    public void Each_part_stands_for_itself_and_all_of_them_can_be_lifted()
    {
        var resident = Enroll.Several(_store, 1).Single();

        foreach (var entitlement in (Entitlement[])
        [
            new(Schedule: WorkingHours.Schedule), new(ValidFrom: Enroll.Day), new(ValidUntil: Enroll.Day), Entitlement.Never, Entitlement.Unrestricted,
        ])
        {
            _store.SetEntitlement(resident.Id, entitlement);
            Assert.Equal(entitlement, _store.List().Single().Entitlement);
        }
    }

    [Fact]
    public void Renaming_keeps_the_restrictions()
    {
        var resident = Enroll.Several(_store, 1).Single();
        _store.SetEntitlement(resident.Id, WorkingHours);

        _store.Rename(resident.Id, "Augusta");

        Assert.Equal(WorkingHours, _store.Find("Augusta")!.Entitlement);
    }

    [Fact]
    public void A_change_of_restrictions_gives_a_new_stamp()
    {
        var resident = Enroll.Several(_store, 1).Single();
        using var other = ResidentStore.Open(_folder.File);
        var (stamp, seenByOther) = (_store.ChangeStamp(), other.ChangeStamp());

        _store.SetEntitlement(resident.Id, WorkingHours);

        Assert.NotEqual(stamp, _store.ChangeStamp());
        Assert.NotEqual(seenByOther, other.ChangeStamp());
    }

    [Fact]
    public void Restricting_somebody_who_is_not_enrolled_is_an_error()
    {
        var error = Assert.Throws<StorageException>(() => _store.SetEntitlement(SubjectId.New(), WorkingHours));

        Assert.Equal(StorageFault.UnknownResident, error.Fault);
    }

    [Theory]
    [InlineData("schedule = 'Mon-Fry 08:00-18:00'")]
    [InlineData("schedule = ''")]
    [InlineData("valid_from = 9223372036854775807")]
    [InlineData("valid_until = -9223372036854775807")]
    public void Damage_locks_out_its_owner_alone_and_says_why(string damage)
    {
        var residents = Enroll.Several(_store, 3);
        _store.Connection.Execute($"UPDATE resident SET {damage} WHERE id = '{residents[1].Id}'");

        using var again = ResidentStore.Open(_folder.File);
        var listed = again.List();

        Assert.Equal([residents[0], residents[2]], [listed[0], listed[2]]);
        Assert.Equal(Entitlement.Never, listed[1].Entitlement);
        Assert.Contains("'Resident 1' is not let in", listed[1].Damage, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', listed[1].Damage!);
        Assert.Equal(6, again.LoadReferences().References.Count);
    }

    [Fact]
    public void Setting_them_again_makes_nothing_of_the_damage_count()
    {
        var resident = Enroll.Several(_store, 1).Single();
        _store.Connection.Execute("UPDATE resident SET schedule = 'x', administrator = 1");

        var error = Assert.Throws<StorageException>(() => _store.SetEntitlement(resident.Id, WorkingHours));

        Assert.Equal(StorageFault.ResidentDamaged, error.Fault);
        Assert.Equal((Entitlement.Never, false), (_store.List().Single().Entitlement, _store.List().Single().IsAdministrator));
        Assert.True(_store.Remove(resident.Id));
    }

    [Fact]
    public void Residents_of_a_file_from_before_there_were_restrictions_are_unrestricted()
    {
        var residents = Enroll.Several(_store, 2);
        Earlier.MakeVersion1(_store.Connection);

        using var migrated = ResidentStore.Open(_folder.File);

        Assert.Equal(residents, migrated.List());
        migrated.SetEntitlement(residents[1].Id, WorkingHours);
        Assert.Equal(WorkingHours, migrated.List()[1].Entitlement);
    }
}
