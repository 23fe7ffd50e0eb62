using DoorFace.Core.Biometrics;
using DoorFace.Core.Enrollment;
using DoorFace.Storage.Keys;
using DoorFace.Storage.Residents;
using DoorFace.Storage.Sqlite;
using DoorFace.Storage.Tests.Support;

namespace DoorFace.Storage.Tests;

/// <summary>References come with the consent to them: both are stored, or neither.</summary>
public sealed class ConsentTests : IDisposable
{
    private static readonly Consent Later = new(Enroll.Day.AddDays(100), Boot: 9, TextVersion: "2 (2026)", Source: "terminal, uid 1000");

    private readonly TemporaryFolder _folder = new();
    private readonly ResidentStore _store;

    public ConsentTests() => _store = ResidentStore.Open(_folder.File);

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void An_enrollment_keeps_its_consent_and_the_date_of_each_reference()
    {
        var ada = _store.Add("Ada", Enroll.References(1, 3), Enroll.Day, Enroll.Consent);
        _store.Add("Bob", Enroll.References(2, 1), Enroll.Day, Later);

        Assert.Equal([Enroll.Consent], _store.Consents(ada.Id));
        Assert.Equal([Enroll.Day, Enroll.Day, Enroll.Day], _store.ReferenceDates(ada.Id));
    }

    [Fact]
    public void Replacing_keeps_the_resident_takes_all_references_and_adds_the_consent()
    {
        var others = Enroll.Several(_store, 2);
        var ada = _store.Add("Ada", Enroll.References(11, 3), Enroll.Day, Enroll.Consent);
        var references = Enroll.References(12, 5);

        var refreshed = _store.ReplaceReferences(ada.Id, references, Later.At, Later, administrator: false);

        Assert.Equal(ada with { ReferenceCount = 5, LastUsedAt = DayOf(Later.At) }, refreshed);
        Assert.Equal([refreshed, .. others], _store.List());
        _store.AssertHolds(references, ada.Id);
        Assert.Equal([Enroll.Consent, Later], _store.Consents(ada.Id));
        Assert.Equal(Enumerable.Repeat(Later.At, 5), _store.ReferenceDates(ada.Id));
    }

    [Theory]
    [InlineData(false, false, false)]
    [InlineData(false, true, true)]
    [InlineData(true, false, true)]
    [InlineData(true, true, true)]
    public void Replacing_appoints_an_administrator_and_never_dismisses_one(bool was, bool asked, bool becomes)
    {
        var ada = _store.Add("Ada", Enroll.References(1, 1), Enroll.Day, Enroll.Consent, was);

        Assert.Equal(becomes, _store.ReplaceReferences(ada.Id, Enroll.References(2, 1), Enroll.Day, Later, asked).IsAdministrator);
    }

    [Theory]
    [InlineData("INSERT ON consent")]
    [InlineData("INSERT ON reference WHEN (SELECT count(*) FROM reference WHERE subject = new.subject) = 2")]
    public void When_one_row_cannot_be_written_everything_is_as_before(string failure)
    {
        var ada = _store.Add("Ada", Enroll.References(1, 3), Enroll.Day, Enroll.Consent);
        var references = _store.LoadReferences().References.Select(r => (r.Id, r.Template)).ToList();
        _store.Connection.Execute($"CREATE TRIGGER failure BEFORE {failure} BEGIN SELECT RAISE(ABORT, 'no'); END");

        Assert.Throws<StorageException>(() => _store.ReplaceReferences(ada.Id, Enroll.References(2, 4), Later.At, Later, administrator: true));
        Assert.Throws<StorageException>(() => _store.Add("Bob", Enroll.References(3, 4), Later.At, Later));

        using var again = ResidentStore.Open(_folder.File);
        Assert.Equal([ada], again.List());
        Assert.Equal(references, again.LoadReferences().References.Select(r => (r.Id, r.Template)));
        Assert.Equal([Enroll.Consent], again.Consents(ada.Id));
        Assert.False(again.IsErasurePending());
    }

    [Fact]
    public void Replacing_the_references_of_somebody_who_is_not_enrolled_is_an_error()
    {
        var error = Assert.Throws<StorageException>(() => _store.ReplaceReferences(SubjectId.New(), Enroll.References(1, 1), Enroll.Day, Later, false));

        Assert.Equal(StorageFault.UnknownResident, error.Fault);
        Assert.Empty(_store.LoadReferences().References);
        Assert.False(_store.IsErasurePending());
    }

    [Fact]
    public void A_removed_resident_takes_their_consents_along()
    {
        var ada = _store.Add("Ada", Enroll.References(1, 1), Enroll.Day, Enroll.Consent);

        _store.Remove(ada.Id);

        Assert.Empty(_store.Consents(ada.Id));
        Assert.Equal(0, _store.Connection.Integer("SELECT count(*) FROM consent"));
    }

    [Fact]
    public void Who_is_not_named_gets_the_first_number_that_is_free()
    {
        _store.Add("RESIDENT 2", Enroll.References(1, 1), Enroll.Day, Enroll.Consent);

        var names = Enumerable.Range(0, 3).Select(i => _store.Add(null, Enroll.References(10 + i, 1), Enroll.Day, Enroll.Consent).Name).ToList();
        _store.Remove(_store.Find("Resident 3")!.Id);

        Assert.Equal(["Resident 1", "Resident 3", "Resident 4"], names);
        Assert.Equal("Resident 3", _store.Add(null, Enroll.References(20, 1), Enroll.Day, Enroll.Consent).Name);
    }

    [Fact]
    public void Residents_of_a_file_from_before_there_were_consents_have_none_and_everything_else()
    {
        var residents = Enroll.Several(_store, 2);
        _store.SetEntitlement(residents[1].Id, new(ValidUntil: Enroll.Day));
        Earlier.MakeVersion2(_store.Connection, [.. Enroll.References(0, 2), .. Enroll.References(1, 2)]);
        File.Delete(KeyLocation.Beside(_folder.File).File);

        using var migrated = ResidentStore.Open(_folder.File);

        Assert.Equal([residents[0], residents[1] with { Entitlement = new(ValidUntil: Enroll.Day) }], migrated.List());
        Assert.Equal(4, migrated.LoadReferences().References.Count);
        Assert.Empty(migrated.Consents(residents[0].Id));
        Assert.Equal([Enroll.Day, Enroll.Day], migrated.ReferenceDates(residents[0].Id));
        Assert.Equal(Household.WithoutAdministrator, migrated.Household(Enroll.Day));
        Assert.Equal([Later], Refreshed(migrated, residents[0]));
    }

    private static IReadOnlyList<Consent> Refreshed(ResidentStore store, Resident resident)
    {
        store.ReplaceReferences(resident.Id, Enroll.References(50, 1), Later.At, Later, administrator: true);
        Assert.Equal(Household.Administered, store.Household(Enroll.Day));
        return store.Consents(resident.Id);
    }

    private static DateTimeOffset DayOf(DateTimeOffset at) => new(at.UtcDateTime.Date, TimeSpan.Zero);
}
