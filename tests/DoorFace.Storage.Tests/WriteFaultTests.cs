using DoorFace.Storage.Residents;
using DoorFace.Storage.Sqlite;
using DoorFace.Storage.Tests.Support;
using Microsoft.Data.Sqlite;

namespace DoorFace.Storage.Tests;

/// <summary>A change that cannot be made is not made at all, and says why.</summary>
public sealed class WriteFaultTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ResidentStore _store;
    private readonly List<Resident> _residents;

    public WriteFaultTests()
    {
        _store = ResidentStore.Open(_folder.File, TimeSpan.Zero);
        _residents = Enroll.Several(_store, 2);
    }

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_full_disk_enrols_nobody_by_half()
    {
        var pages = _store.Connection.Integer("PRAGMA page_count");
        _store.Connection.Execute($"PRAGMA max_page_count = {pages + 3}");

        var error = Assert.Throws<StorageException>(() => _store.Add("Ada", Enroll.References(9, 50), Enroll.Day, Enroll.Consent));

        Assert.Equal(StorageFault.DiskFull, error.Fault);
        Assert.Contains("free some space", error.Message, StringComparison.Ordinal);
        Assert.Equal(_residents, _store.List());
        Assert.Equal(4, _store.Connection.Integer("SELECT count(*) FROM reference"));
    }

    [Fact]
    public void After_a_full_disk_the_store_works_again()
    {
        _store.Connection.Execute("PRAGMA max_page_count = 1");
        Assert.Throws<StorageException>(() => _store.Add("Ada", Enroll.References(9, 50), Enroll.Day, Enroll.Consent));
        _store.Connection.Execute("PRAGMA max_page_count = 1000000");

        var added = _store.Add("Ada", Enroll.References(9, 50), Enroll.Day, Enroll.Consent);

        Assert.Equal(50, added.ReferenceCount);
    }

    [Fact]
    public void A_write_of_another_process_is_waited_for_and_then_named()
    {
        using var other = new SqliteConnection($"Data Source={_folder.File};Pooling=False");
        other.Open();
        other.Execute("BEGIN IMMEDIATE");

        foreach (var change in (Action[])
        [
            () => _store.Add("Ada", Enroll.References(9, 1), Enroll.Day, Enroll.Consent),
            () => _store.Rename(_residents[0].Id, "Ada"),
            () => _store.Remove(_residents[0].Id),
        ])
        {
            var error = Assert.Throws<StorageException>(change);
            Assert.Equal(StorageFault.Busy, error.Fault);
            Assert.Contains(_folder.File, error.Message, StringComparison.Ordinal);
        }

        Assert.Equal(_residents, _store.List());
    }

    [Fact]
    public void Reading_goes_on_while_another_process_writes()
    {
        using var other = new SqliteConnection($"Data Source={_folder.File};Pooling=False");
        other.Open();
        other.Execute("BEGIN IMMEDIATE");
        other.Execute("DELETE FROM reference");

        Assert.Equal(4, _store.LoadReferences().References.Count);
    }
}
