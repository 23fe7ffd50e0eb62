using System.Text;
using DoorFace.Storage.Residents;
using DoorFace.Storage.Sqlite;
using DoorFace.Storage.Tests.Support;
using Microsoft.Data.Sqlite;

namespace DoorFace.Storage.Tests;

/// <summary>Each file that must not be opened: its own fault, a message that helps, and not a byte changed or left behind.</summary>
public sealed class RefusedFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("hello")]
    [InlineData("This is a long letter to the landlord, and no database at all. It goes on for more than a hundred bytes, as letters do.")]
    public void A_file_that_is_not_a_database_is_refused(string content)
    {
        File.WriteAllText(_folder.File, content);

        RefusedUntouched(StorageFault.NotADatabase, "it is not an SQLite database");
    }

    [Fact]
    public void A_database_whose_header_is_overwritten_is_refused()
    {
        Filled();
        Overwrite(_folder.File, 0, new byte[16]);

        RefusedUntouched(StorageFault.NotADatabase, "it is not an SQLite database");
    }

    [Theory]
    [InlineData("CREATE TABLE bookmarks (url TEXT)")]
    [InlineData("PRAGMA journal_mode = wal; CREATE TABLE bookmarks (url TEXT)")]
    [InlineData("PRAGMA application_id = 77; CREATE TABLE resident (id TEXT)")]
    public void A_database_of_another_program_is_refused(string sql)
    {
        Raw(sql);

        RefusedUntouched(StorageFault.OtherApplication, "is a database of another program");
    }

    [Theory]
    [InlineData("wal", "-wal")]
    [InlineData("delete", "-journal")]
    public void The_database_of_another_program_that_crashed_is_left_for_that_program_to_recover(string journalMode, string journal)
    {
        using (var other = new SqliteConnection($"Data Source={_folder.In("other.db")};Pooling=False"))
        {
            other.Open();
            other.Execute($"PRAGMA journal_mode = {journalMode}; PRAGMA cache_size = 1; CREATE TABLE bookmarks (url TEXT)");
            // Larger than the cache, so that part of it is in the file before the commit that never comes.
            other.Execute("BEGIN; INSERT INTO bookmarks SELECT hex(randomblob(3000)) FROM json_each('[1,2,3,4,5,6,7,8,9]')");
            File.Copy(_folder.In("other.db"), _folder.File);
            File.Copy(_folder.In("other.db") + journal, _folder.File + journal);
        }

        File.Delete(_folder.In("other.db"));

        RefusedUntouched(StorageFault.OtherApplication, "is a database of another program");
    }

    [Fact]
    public void A_newer_schema_is_refused()
    {
        Filled();
        Raw("PRAGMA user_version = 99");

        RefusedUntouched(StorageFault.NewerSchema, "schema 99; this one knows 5");
    }

    [Fact]
    public void A_newer_schema_that_stands_only_in_the_log_is_refused_and_the_log_kept()
    {
        using (var store = ResidentStore.Open(_folder.File))
        {
            store.Connection.Execute("PRAGMA user_version = 99");
            File.Copy(_folder.File, _folder.In("copy.db"));
            File.Copy(_folder.File + "-wal", _folder.In("copy.db-wal"));
        }

        File.Delete(_folder.File);
        var before = _folder.Fingerprint();

        var error = Assert.Throws<StorageException>(() => ResidentStore.Open(_folder.In("copy.db")));

        Assert.Equal(StorageFault.NewerSchema, error.Fault);
        // The index of the log holds nothing of its own and may be made anew.
        Assert.Equal(before, _folder.Fingerprint().Where(f => !f.StartsWith("copy.db-shm", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(100)]
    [InlineData(4096)]
    [InlineData(9000)]
    public void A_truncated_file_is_refused(int length)
    {
        Filled();
        using (var file = File.OpenWrite(_folder.File))
            file.SetLength(length);

        RefusedUntouched(StorageFault.Corrupt, "is damaged");
    }

    [Fact]
    public void A_file_with_an_overwritten_page_is_refused()
    {
        Filled();
        Overwrite(_folder.File, 4096, Encoding.ASCII.GetBytes(new string('x', 4096)));

        RefusedUntouched(StorageFault.Corrupt, "Restore it from a backup");
    }

    [Fact]
    public void A_resident_whose_stored_id_is_damaged_makes_nobody_elses_row_refused()
    {
        Filled();
        Raw("PRAGMA ignore_check_constraints = 1; PRAGMA foreign_keys = 0; UPDATE resident SET id = upper(id) WHERE name = (SELECT min(name) FROM resident)");

        using var store = ResidentStore.Open(_folder.File);

        var damaged = Assert.Single(store.List(), resident => resident.IsUnsealed);
        Assert.Equal(Core.Access.Entitlement.Never, damaged.Entitlement);
        Assert.True(store.Remove(damaged.Id));
        Assert.DoesNotContain(store.List(), resident => resident.IsUnsealed);
    }

    [Fact]
    public void A_log_without_its_database_is_refused_and_kept()
    {
        using (var store = ResidentStore.Open(_folder.File))
        {
            Enroll.Several(store, 1);
            File.Copy(_folder.File + "-wal", _folder.In("copy.db-wal"));
        }

        var before = _folder.Fingerprint();

        var error = Assert.Throws<StorageException>(() => ResidentStore.Open(_folder.In("copy.db")));

        Assert.Equal(StorageFault.Corrupt, error.Fault);
        Assert.Contains("its log", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, _folder.Fingerprint());
    }

    [Fact]
    public void A_folder_in_place_of_the_file_is_refused()
    {
        Directory.CreateDirectory(_folder.File);

        RefusedUntouched(StorageFault.NotAFile, "is a folder");
    }

    [Fact]
    public void A_missing_folder_is_refused_and_not_created()
    {
        var path = Path.Combine(_folder.In("nowhere"), "residents.db");

        var error = Assert.Throws<StorageException>(() => ResidentStore.Open(path));

        Assert.Equal(StorageFault.NoFolder, error.Fault);
        Assert.Contains(_folder.In("nowhere"), error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.In("nowhere")));
    }

    [Fact]
    public void A_file_locked_by_another_process_is_refused()
    {
        Filled();
        using var other = new SqliteConnection($"Data Source={_folder.File};Pooling=False");
        other.Open();
        other.Execute("PRAGMA locking_mode = exclusive; BEGIN EXCLUSIVE");

        var error = Assert.Throws<StorageException>(() => ResidentStore.Open(_folder.File, TimeSpan.Zero));

        Assert.Equal(StorageFault.Busy, error.Fault);
        Assert.Contains("is locked by another process", error.Message, StringComparison.Ordinal);
        other.Execute("ROLLBACK");
        other.Close();
        using var store = ResidentStore.Open(_folder.File);
        Assert.Equal(2, store.List().Count);
    }

    private static void Overwrite(string path, int offset, byte[] bytes)
    {
        using var file = File.OpenWrite(path);
        file.Position = offset;
        file.Write(bytes);
    }

    private void Filled()
    {
        using var store = ResidentStore.Open(_folder.File);
        Enroll.Several(store, 2);
    }

    private void Raw(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_folder.File};Pooling=False;Foreign Keys=False");
        connection.Open();
        connection.Execute(sql);
    }

    private void RefusedUntouched(StorageFault fault, string says)
    {
        var before = _folder.Fingerprint();

        var error = Assert.Throws<StorageException>(() => ResidentStore.Open(_folder.File));

        Assert.Equal(fault, error.Fault);
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
        Assert.Contains(_folder.File, error.Message, StringComparison.Ordinal);
        Assert.Equal(before, _folder.Fingerprint());
    }
}
