using DoorFace.Core.Biometrics;
using DoorFace.Storage.Inspection;
using DoorFace.Storage.Residents;
using DoorFace.Storage.Sqlite;
using DoorFace.Storage.Tests.Support;

namespace DoorFace.Storage.Tests;

public sealed class ResidentStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ResidentStore _store;

    public ResidentStoreTests() => _store = ResidentStore.Open(_folder.File);

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void An_added_resident_is_listed_as_returned()
    {
        var added = _store.Add("Ada Lovelace", Enroll.References(1, 3), Enroll.Day, Enroll.Consent);

        Assert.Equal([added], _store.List());
        Assert.Equal(added, _store.Find("Ada Lovelace"));
        Assert.Equal(("Ada Lovelace", Enroll.Day, 3), (added.Name, added.EnrolledAt, added.ReferenceCount));
    }

    [Fact]
    public void When_as_many_are_enrolled_as_the_door_takes_nobody_more_is()
    {
        var residents = Enroll.Several(_store, 2);

        var refused = Assert.Throws<StorageException>(() => _store.Add("Kim", Enroll.References(9, 1), Enroll.Day, Enroll.Consent, mostResidents: 2));

        Assert.Equal(StorageFault.GalleryFull, refused.Fault);
        Assert.Equal(residents, _store.List());
        _store.Add("Kim", Enroll.References(9, 1), Enroll.Day, Enroll.Consent, mostResidents: 3);
        _store.ReplaceReferences(residents[0].Id, Enroll.References(8, 1), Enroll.Day, Enroll.Consent, administrator: false);
    }

    [Fact]
    public void The_time_of_enrollment_is_kept_to_the_millisecond_in_universal_time()
    {
        var local = new DateTimeOffset(2026, 7, 1, 12, 0, 0, TimeSpan.FromHours(2)).AddTicks(12_345);

        var added = _store.Add("Ada", Enroll.References(1, 1), local, Enroll.Consent);

        Assert.Equal(new DateTimeOffset(2026, 7, 1, 10, 0, 0, 1, TimeSpan.Zero), added.EnrolledAt);
        Assert.Equal(TimeSpan.Zero, added.EnrolledAt.Offset);
    }

    [Fact]
    public void References_come_back_with_their_embedder_and_compare_as_they_were()
    {
        var other = new ModelHash(new string('b', 64));
        NewReference[] references = [Enroll.Reference(1), Enroll.Reference(2) with { Embedder = other }, Enroll.Reference(3, dimension: 7)];
        var resident = _store.Add("Ada", references, Enroll.Day, Enroll.Consent);

        var loaded = _store.LoadReferences();

        Assert.Empty(loaded.Damaged);
        Assert.Equal(references.Select(r => r.Embedder), loaded.References.Select(r => r.Embedder));
        _store.AssertHolds(references);
        Assert.All(loaded.References, r => Assert.Equal(resident.Id, r.Subject));
        Assert.Equal(3, loaded.References.Select(r => r.Id).Distinct().Count());
    }

    [Theory]
    [InlineData("Ada", "ADA")]
    [InlineData("Ada", "  ada ")]
    [InlineData("Jürgen", "JÜRGEN")]
    [InlineData("Ирина", "ирина")]
    public void A_name_is_found_and_taken_whatever_its_case(string name, string same)
    {
        var added = _store.Add(name, Enroll.References(1, 1), Enroll.Day, Enroll.Consent);

        Assert.Equal(added, _store.Find(same));
        var error = Assert.Throws<ResidentNameException>(() => _store.Add(same, Enroll.References(2, 1), Enroll.Day, Enroll.Consent));
        Assert.Contains($"'{name}' is enrolled", error.Message, StringComparison.Ordinal);
        Assert.Equal([added], _store.List());
        Assert.Single(_store.LoadReferences().References);
    }

    [Fact]
    public void Nobody_is_found_under_a_name_that_is_not_enrolled() => Assert.Null(_store.Find("Ada"));

    [Fact]
    public void A_name_is_taken_by_the_same_one_in_another_encoding_and_by_one_that_looks_like_it()
    {
        var jose = _store.Add("Jos\u00E9", Enroll.References(1, 1), Enroll.Day, Enroll.Consent);
        _store.Add("Anna", Enroll.References(2, 1), Enroll.Day, Enroll.Consent);

        Assert.Equal(jose, _store.Find("JOSE\u0301"));
        Assert.Contains("is taken", Assert.Throws<ResidentNameException>(() => _store.Add("Jose\u0301", Enroll.References(3, 1), Enroll.Day, Enroll.Consent)).Message, StringComparison.Ordinal);
        Assert.Contains("looks like 'Anna'", Assert.Throws<ResidentNameException>(() => _store.Add("\u0410nna", Enroll.References(3, 1), Enroll.Day, Enroll.Consent)).Message, StringComparison.Ordinal);
        Assert.Contains("looks like 'Anna'", Assert.Throws<ResidentNameException>(() => _store.Rename(jose.Id, "\u0391nna")).Message, StringComparison.Ordinal);
        Assert.Equal(2, _store.List().Count);
    }

    [Fact]
    public void Two_whom_an_earlier_version_told_apart_are_both_kept_and_found_by_their_exact_names()
    {
        var (one, other) = (_store.Add("Jos\u00E9", Enroll.References(1, 1), Enroll.Day, Enroll.Consent), _store.Add("Kim", Enroll.References(2, 1), Enroll.Day, Enroll.Consent));
        // As they were stored then.
        _store.Connection.Execute("UPDATE resident SET name_key = upper(name)");
        _store.Connection.Execute("UPDATE resident SET name = 'Jose' || char(0x301), name_key = 'JOSE' || char(0x301) WHERE id = $id", ("$id", other.Id.ToString()));
        Earlier.MakeVersion4(_store.Connection);
        using var opened = ResidentStore.Open(_folder.File);

        Assert.Equal(one.Id, opened.Find("Jos\u00E9")?.Id);
        Assert.Equal(other.Id, opened.Find("Jose\u0301")?.Id);
        Assert.Contains("2 residents are called", Assert.Throws<ResidentNameException>(() => opened.Find("JOS\u00C9")).Message, StringComparison.Ordinal);
        Assert.Equal(["Jose\u0301"], DatabaseInspection.Residents(_folder.File).NamesOfSeveral);
        opened.Rename(other.Id, "Joseph");
        Assert.Equal(one.Id, opened.Find("JOS\u00C9")?.Id);
        Assert.Empty(DatabaseInspection.Residents(_folder.File).NamesOfSeveral);
    }

    [Fact]
    public void A_resident_needs_a_reference()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => _store.Add("Ada", [], Enroll.Day, Enroll.Consent));
        Assert.Empty(_store.List());
    }

    [Fact]
    public void Residents_are_listed_by_name()
    {
        foreach (var name in (string[])["carl", "Berta", "anna"])
            _store.Add(name, Enroll.References(1, 1), Enroll.Day, Enroll.Consent);

        Assert.Equal(["anna", "Berta", "carl"], _store.List().Select(r => r.Name));
    }

    [Fact]
    public void A_name_is_data_and_never_part_of_a_statement()
    {
        const string Name = "Robert'); DROP TABLE resident;--";
        var added = _store.Add(Name, Enroll.References(1, 1), Enroll.Day, Enroll.Consent);

        Assert.Equal(added, _store.Find(Name));
    }

    [Fact]
    public void Renaming_keeps_the_resident_and_the_references()
    {
        var added = _store.Add("Ada", Enroll.References(1, 2), Enroll.Day, Enroll.Consent);

        _store.Rename(added.Id, " Augusta ");

        Assert.Equal([added with { Name = "Augusta" }], _store.List());
        Assert.Null(_store.Find("Ada"));
    }

    [Fact]
    public void Renaming_may_change_the_case_of_the_same_name()
    {
        var added = _store.Add("ada", Enroll.References(1, 1), Enroll.Day, Enroll.Consent);

        _store.Rename(added.Id, "Ada");

        Assert.Equal("Ada", _store.List().Single().Name);
    }

    [Fact]
    public void Renaming_to_the_name_of_another_resident_is_refused()
    {
        var residents = Enroll.Several(_store, 2);

        Assert.Throws<ResidentNameException>(() => _store.Rename(residents[0].Id, "RESIDENT 1"));
        Assert.Equal(residents, _store.List());
    }

    [Fact]
    public void Renaming_somebody_who_is_not_enrolled_is_an_error()
    {
        var error = Assert.Throws<StorageException>(() => _store.Rename(SubjectId.New(), "Ada"));

        Assert.Equal(StorageFault.UnknownResident, error.Fault);
    }

    [Fact]
    public void Removing_takes_the_resident_and_their_references_and_nobody_elses()
    {
        var residents = Enroll.Several(_store, 3);

        Assert.True(_store.Remove(residents[1].Id));

        Assert.Equal([residents[0], residents[2]], _store.List());
        Assert.Equal(
            [residents[0].Id, residents[0].Id, residents[2].Id, residents[2].Id],
            _store.LoadReferences().References.Select(r => r.Subject));
        Assert.Equal(4, _store.Connection.Integer("SELECT count(*) FROM reference"));
    }

    [Fact]
    public void Removing_twice_says_that_nobody_was_there()
    {
        var resident = Enroll.Several(_store, 1).Single();

        Assert.True(_store.Remove(resident.Id));
        Assert.False(_store.Remove(resident.Id));
    }

    [Fact]
    public void A_removed_name_is_free_again()
    {
        _store.Remove(_store.Add("Ada", Enroll.References(1, 1), Enroll.Day, Enroll.Consent).Id);

        Assert.Equal("Ada", _store.Add("Ada", Enroll.References(2, 1), Enroll.Day, Enroll.Consent).Name);
    }
}
