using DoorFace.Core.Door;
using DoorFace.Storage.Audit;
using DoorFace.Storage.Residents;
using DoorFace.Storage.Sqlite;
using DoorFace.Storage.Tests.Support;
using Microsoft.Data.Sqlite;

namespace DoorFace.Storage.Tests.Audit;

/// <summary>Audit files that cannot be used, or not be written: each has its fault and a message that names the audit, and loses nothing.</summary>
public sealed class AuditFaultTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public AuditFaultTests()
    {
        using var store = AuditStore.Open(_folder.Audit);
        store.Append(Happening.Records(1, 3), new DoorMemory(Fire: true));
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_residents_file_is_no_audit_and_the_audit_no_residents_file()
    {
        ResidentStore.Open(_folder.File).Dispose();

        RefusedUntouched(StorageFault.OtherApplication, $"The audit file '{_folder.File}' is a database of another program", _folder.File);
        var error = Assert.Throws<StorageException>(() => ResidentStore.Open(_folder.Audit));
        Assert.Equal(StorageFault.OtherApplication, error.Fault);
    }

    [Fact]
    public void A_newer_schema_is_refused_and_not_replaced()
    {
        Raw("PRAGMA user_version = 99");

        RefusedUntouched(StorageFault.NewerSchema, "schema 99; this one knows 6", _folder.Audit);
    }

    [Fact]
    public void A_missing_folder_is_refused_and_not_created() =>
        RefusedUntouched(StorageFault.NoFolder, "does not exist", Path.Combine(_folder.In("nowhere"), "audit.db"));

    [Fact]
    public void A_file_locked_by_another_process_is_refused_and_not_replaced()
    {
        using var other = new SqliteConnection($"Data Source={_folder.Audit};Pooling=False");
        other.Open();
        other.Execute("PRAGMA locking_mode = exclusive; BEGIN EXCLUSIVE");

        foreach (var open in (Action[])[() => AuditStore.Open(_folder.Audit, TimeSpan.Zero), () => AuditStore.OpenOrReplace(_folder.Audit, TimeSpan.Zero)])
            Assert.Equal(StorageFault.Busy, Assert.Throws<StorageException>(open).Fault);
        other.Execute("ROLLBACK");
        other.Close();

        using var store = AuditStore.Open(_folder.Audit);
        Assert.Equal((3, new DoorMemory(Fire: true)), (store.Count(), store.LoadMemory()));
    }

    [Fact]
    public void While_another_process_writes_an_entry_is_refused_whole()
    {
        using var store = AuditStore.Open(_folder.Audit, TimeSpan.Zero);
        using var other = new SqliteConnection($"Data Source={_folder.Audit};Pooling=False");
        other.Open();
        other.Execute("BEGIN IMMEDIATE");

        var error = Assert.Throws<StorageException>(() => store.Append(Happening.Records(4, 1), new DoorMemory()));

        Assert.Equal(StorageFault.Busy, error.Fault);
        Assert.Contains(_folder.Audit, error.Message, StringComparison.Ordinal);
        Assert.Equal((3, new DoorMemory(Fire: true)), (store.Count(), store.LoadMemory()));
        other.Execute("ROLLBACK");
        store.Append(Happening.Records(4, 1), new DoorMemory());
        Assert.Equal((4, new DoorMemory()), (store.Count(), store.LoadMemory()));
    }

    [Fact]
    public void A_full_disk_takes_neither_an_entry_nor_the_memory_by_half_and_works_again_with_room()
    {
        using var store = AuditStore.Open(_folder.Audit);
        var pages = store.Connection.Integer("PRAGMA page_count");
        store.Connection.Execute($"PRAGMA max_page_count = {pages + 1}");

        var error = Assert.Throws<StorageException>(() => store.Append(Happening.Records(4, 1000), new DoorMemory()));

        Assert.Equal(StorageFault.DiskFull, error.Fault);
        Assert.StartsWith($"The audit file '{_folder.Audit}' could not be written: the disk is full", error.Message, StringComparison.Ordinal);
        Assert.Equal((3, new DoorMemory(Fire: true)), (store.Count(), store.LoadMemory()));
        store.Connection.Execute("PRAGMA max_page_count = 1000000");
        store.Append(Happening.Records(4, 1000), null);
        Assert.Equal([1003, 1002], store.Read(2).Select(entry => entry.Sequence));
    }

    [Fact]
    public void An_audit_that_is_damaged_while_it_is_used_says_so()
    {
        using var store = AuditStore.Open(_folder.Audit);
        store.Append(Happening.Records(4, 500), null);
        store.Connection.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
        using (var file = File.OpenWrite(_folder.Audit))
        {
            file.Position = 4096;
            file.Write(new byte[file.Length - 4096]);
        }

        // A connection of its own, which has no page in memory yet; the check at its opening is not what is tested.
        using var other = new SqliteConnection($"Data Source={_folder.Audit};Pooling=False");
        other.Open();
        var damage = Assert.Throws<SqliteException>(() => other.Integer("SELECT count(*) FROM entry WHERE detail > ''"));

        Assert.Equal(StorageFault.Corrupt, new StoredFile(_folder.Audit, AuditSchema.Current).Describe(damage).Fault);
    }

    private void RefusedUntouched(StorageFault fault, string says, string path)
    {
        var before = _folder.Fingerprint();
        foreach (var open in (Action[])
        [
            () => AuditStore.Open(path), () => AuditStore.OpenOrReplace(path), () => AuditStore.OpenForReading(path),
        ])
        {
            var error = Assert.Throws<StorageException>(open);
            Assert.Equal(fault, error.Fault);
            Assert.Contains(says, error.Message, StringComparison.Ordinal);
        }

        Assert.Equal(before, _folder.Fingerprint());
    }

    private void Raw(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_folder.Audit};Pooling=False");
        connection.Open();
        connection.Execute(sql);
    }
}
