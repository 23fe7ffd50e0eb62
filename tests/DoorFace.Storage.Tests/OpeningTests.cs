using System.Runtime.Versioning;
using DoorFace.Storage.Keys;
using DoorFace.Storage.Residents;
using DoorFace.Storage.Sqlite;
using DoorFace.Storage.Tests.Support;
using Microsoft.Data.Sqlite;

namespace DoorFace.Storage.Tests;

public sealed class OpeningTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_missing_file_is_created_empty()
    {
        using var store = ResidentStore.Open(_folder.File);

        Assert.True(File.Exists(_folder.File));
        Assert.Empty(store.List());
        Assert.Empty(store.LoadReferences().References);
    }

    [Fact]
    public void Residents_are_there_again_after_closing()
    {
        using (var store = ResidentStore.Open(_folder.File))
            Enroll.Several(store, 3);

        using var again = ResidentStore.Open(_folder.File);

        Assert.Equal(["Resident 0", "Resident 1", "Resident 2"], again.List().Select(r => r.Name));
    }

    [Fact]
    public void Closing_leaves_the_file_its_key_its_witness_and_no_log()
    {
        using (var store = ResidentStore.Open(_folder.File))
            Enroll.Several(store, 3);

        Assert.Equal([_folder.File, KeyLocation.Beside(_folder.File).File, KeyLocation.Beside(_folder.File).Witness], Directory.GetFiles(_folder.Path).Order());
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void The_file_its_log_and_its_key_are_readable_by_their_owner_only()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no permission bits");
        using var store = ResidentStore.Open(_folder.File);
        Enroll.Several(store, 1);

        var files = Directory.GetFiles(_folder.Path);
        Assert.Equal(5, files.Length);
        Assert.All(files, f => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(f)));
    }

    [Fact]
    public void A_path_may_hold_characters_that_mean_something_in_an_address()
    {
        var path = _folder.In("häus 100%25 ?mode=memory&x#1;y='z'.db");
        using (var store = ResidentStore.Open(path))
            Enroll.Several(store, 1);

        using var again = ResidentStore.Open(path);

        Assert.Single(again.List());
        Assert.True(File.Exists(path));
    }

    [Theory]
    [InlineData("journal_mode", "wal")]
    [InlineData("synchronous", "2")]
    [InlineData("foreign_keys", "1")]
    [InlineData("secure_delete", "1")]
    [InlineData("temp_store", "2")]
    [InlineData("busy_timeout", "5000")]
    [InlineData("user_version", "5")]
    [InlineData("application_id", "1145463139")]
    public void The_database_keeps_what_is_committed_and_nothing_that_is_deleted(string pragma, string value)
    {
        using var store = ResidentStore.Open(_folder.File);

        Assert.Equal(value, store.Connection.Text($"PRAGMA {pragma}"));
    }

    [Fact]
    public void Every_table_checks_the_types_of_its_columns()
    {
        using var store = ResidentStore.Open(_folder.File);

        var tables = store.Connection.Rows("SELECT name, strict FROM pragma_table_list WHERE name NOT LIKE 'sqlite%'", r => (r.GetString(0), r.GetInt32(1)));

        Assert.Equal(6, tables.Count);
        Assert.All(tables, t => Assert.Equal(1, t.Item2));
    }

    [Fact]
    public void A_file_whose_creation_was_cut_short_is_completed()
    {
        // What a power cut leaves between the mark of ownership and the first migration.
        Raw($"PRAGMA application_id = {ResidentsSchema.Current.ApplicationId}");

        using var store = ResidentStore.Open(_folder.File);
        Enroll.Several(store, 1);

        Assert.Single(store.List());
    }

    [Fact]
    public void A_migration_that_fails_leaves_the_version_before_it()
    {
        Raw($"PRAGMA application_id = {ResidentsSchema.Current.ApplicationId}; PRAGMA journal_mode = wal; CREATE TABLE reference (other TEXT)");
        var before = _folder.Fingerprint();

        var error = Assert.Throws<StorageException>(() => ResidentStore.Open(_folder.File));

        Assert.Equal(StorageFault.Corrupt, error.Fault);
        Assert.Contains("table reference already exists", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, _folder.Fingerprint());
    }

    [Fact]
    public void Residents_that_a_killed_process_left_in_the_log_are_there()
    {
        using (var store = ResidentStore.Open(_folder.File))
        {
            Enroll.Several(store, 2);
            File.Copy(_folder.File, _folder.In("copy.db"));
            File.Copy(_folder.File + "-wal", _folder.In("copy.db-wal"));
        }

        using var copy = ResidentStore.Open(_folder.In("copy.db"));

        Assert.Equal(2, copy.List().Count);
    }

    private void Raw(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_folder.File};Pooling=False");
        connection.Open();
        connection.Execute(sql);
    }
}
