using System.Text;
using DoorFace.Core.Door;
using DoorFace.Storage.Audit;
using DoorFace.Storage.Sqlite;
using DoorFace.Storage.Tests.Support;

namespace DoorFace.Storage.Tests.Audit;

/// <summary>A damaged audit does not keep the door from starting: it is kept aside, and what the door remembered counts as the worst.</summary>
public sealed class DamagedAuditTests : IDisposable
{
    private static readonly DoorMemory Unknown = new(Tamper: true);

    private readonly TemporaryFolder _folder = new();

    public DamagedAuditTests() => Fill();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_sound_audit_is_opened_as_it_is()
    {
        using var opened = AuditStore.OpenOrReplace(_folder.Audit).Store;

        Assert.Equal((200, new DoorMemory(PauseLevel: 3)), (opened.Count(), opened.LoadMemory()));
        Assert.Equal([_folder.Audit], Directory.GetFiles(_folder.Path).Where(file => !file.EndsWith("-wal", StringComparison.Ordinal) && !file.EndsWith("-shm", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Somebody_who_looks_while_it_is_moved_away_takes_nothing_of_the_new_one_along()
    {
        var guest = AuditStore.OpenForReading(_folder.Audit);
        Assert.NotEmpty(guest.Read(1));

        var replacing = Task.Run(() => AuditStore.OpenOrReplace(_folder.Audit, known: new StorageException(StorageFault.Corrupt, "damaged")), TestContext.Current.CancellationToken);
        await Task.WhenAny(replacing, Task.Delay(200, TestContext.Current.CancellationToken));
        Assert.False(replacing.IsCompleted);
        guest.Dispose();
        using var store = (await replacing).Store;
        store.Append(Happening.Records(1, 3), null);

        using var reader = AuditStore.OpenForReading(_folder.Audit);
        Assert.Equal(3, reader.Read(10).Count);
    }

    [Fact]
    public void A_missing_audit_is_a_new_door_and_nothing_was_lost()
    {
        var opened = AuditStore.OpenOrReplace(_folder.In("new.db"));
        using var store = opened.Store;

        Assert.Null(opened.Replaced);
        Assert.Equal(new DoorMemory(), store.LoadMemory());
    }

    [Theory]
    [InlineData(0, 16, StorageFault.NotADatabase)]
    [InlineData(4096, 4096, StorageFault.Corrupt)]
    [InlineData(8192, 2000, StorageFault.Corrupt)]
    public void An_overwritten_one_is_kept_aside_and_the_memory_is_fail_secure(int offset, int length, StorageFault fault)
    {
        Overwrite(offset, length);
        var bytes = File.ReadAllBytes(_folder.Audit);
        Assert.Equal(fault, Assert.Throws<StorageException>(() => AuditStore.Open(_folder.Audit)).Fault);

        Replaced("damaged-1");

        Assert.Equal(bytes, File.ReadAllBytes(_folder.Audit + ".damaged-1"));
    }

    [Fact]
    public void A_truncated_one_is_replaced()
    {
        using (var file = File.OpenWrite(_folder.Audit))
            file.SetLength(9000);

        Replaced("damaged-1");
    }

    [Fact]
    public void A_damaged_memory_is_damage_of_the_file()
    {
        using (var store = AuditStore.Open(_folder.Audit))
            store.Connection.Execute("PRAGMA ignore_check_constraints = 1; UPDATE door_memory SET tamper = 7");

        Replaced("damaged-1");
    }

    [Fact]
    public void A_log_without_its_file_is_moved_aside_too()
    {
        using (var store = AuditStore.Open(_folder.Audit))
        {
            store.Append(Happening.Records(1, 1), null);
            File.Copy(_folder.Audit + "-wal", _folder.In("log"));
        }

        File.Delete(_folder.Audit);
        File.Move(_folder.In("log"), _folder.Audit + "-wal");

        Replaced("damaged-1");

        Assert.True(File.Exists(_folder.Audit + ".damaged-1-wal"));
    }

    [Fact]
    public void The_alarm_survives_a_further_restart_and_ends_when_it_is_cleared()
    {
        Overwrite(0, 16);
        Replaced("damaged-1");

        var again = AuditStore.OpenOrReplace(_folder.Audit);
        using (again.Store)
        {
            Assert.Null(again.Replaced);
            Assert.Equal(Unknown, again.Store.LoadMemory());
            again.Store.Append([], new DoorMemory());
        }

        var cleared = AuditStore.OpenOrReplace(_folder.Audit);
        using var store = cleared.Store;
        Assert.Equal((null, new DoorMemory()), (cleared.Replaced, store.LoadMemory()));
    }

    [Fact]
    public void A_power_cut_between_moving_the_old_and_writing_the_new_does_not_lose_the_alarm()
    {
        File.Move(_folder.Audit, _folder.Audit + ".damaged-1");
        AuditStore.Open(_folder.Audit).Dispose();

        var opened = AuditStore.OpenOrReplace(_folder.Audit);
        using var store = opened.Store;

        Assert.Contains("tamper alarm is on", opened.Replaced, StringComparison.Ordinal);
        Assert.Equal(Unknown, store.LoadMemory());
    }

    [Fact]
    public void Each_damaged_file_has_a_name_of_its_own_until_there_are_too_many()
    {
        for (var number = 1; number <= 7; number++)
        {
            if (number > 1)
                Fill();
            Overwrite(0, number);
            Replaced($"damaged-{Math.Min(number, 5)}");
        }

        Assert.Equal([1, 2, 3, 4, 5], Enumerable.Range(1, 8).Where(number => File.Exists($"{_folder.Audit}.damaged-{number}")));
        // The first are kept, and the last.
        Assert.Equal("xQLite ", Encoding.ASCII.GetString(File.ReadAllBytes(_folder.Audit + ".damaged-1")[..7]));
        Assert.Equal("xxxxxxx", Encoding.ASCII.GetString(File.ReadAllBytes(_folder.Audit + ".damaged-5")[..7]));
    }

    private void Replaced(string asideAs)
    {
        var opened = AuditStore.OpenOrReplace(_folder.Audit);
        using var store = opened.Store;
        Assert.Contains($"It is now '{_folder.Audit}.{asideAs}'", opened.Replaced, StringComparison.Ordinal);
        Assert.Contains("tamper alarm is on", opened.Replaced, StringComparison.Ordinal);
        Assert.Equal((0, 1, Unknown), (store.Count(), store.Boot, store.LoadMemory()));
        store.Append(Happening.Records(1, 1), null);
        Assert.Equal(1, store.Count());
    }

    private void Fill()
    {
        using var store = AuditStore.Open(_folder.Audit);
        store.Append(Happening.Records(1, 200), new DoorMemory(PauseLevel: 3));
    }

    private void Overwrite(int offset, int length)
    {
        using var file = File.OpenWrite(_folder.Audit);
        file.Position = offset;
        file.Write(Encoding.ASCII.GetBytes(new string('x', length)));
    }
}
