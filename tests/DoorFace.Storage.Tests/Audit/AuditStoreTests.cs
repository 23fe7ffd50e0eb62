using CsCheck;
using DoorFace.Core.Audit;
using DoorFace.Core.Biometrics;
using DoorFace.Core.Door;
using DoorFace.Storage.Audit;
using DoorFace.Storage.Residents;
using DoorFace.Storage.Sqlite;
using DoorFace.Storage.Tests.Support;

namespace DoorFace.Storage.Tests.Audit;

public sealed class AuditStoreTests : IDisposable
{
    private static readonly DoorMemory Troubled = new(true, true, true, Enroll.Day, 4, 7, true);

    private readonly TemporaryFolder _folder = new();
    private AuditStore _store;

    public AuditStoreTests() => _store = AuditStore.Open(_folder.Audit);

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_new_audit_is_empty_and_the_door_has_nothing_to_remember()
    {
        Assert.Equal((0, 1), (_store.Count(), _store.Boot));
        Assert.Empty(_store.Read(10));
        Assert.Null(_store.LatestEntryAt());
        Assert.Equal(new DoorMemory(), _store.LoadMemory());
    }

    [Fact]
    public void An_entry_is_read_as_it_was_appended()
    {
        var subject = SubjectId.New();
        var at = new DateTimeOffset(2026, 7, 1, 12, 0, 0, TimeSpan.FromHours(2)).AddTicks(12_345);

        var link = _store.Append([new AuditRecord(new AuditEvent(AuditKind.StrikeReleased, "häus 🚪 '; DROP TABLE entry;--", subject), at, TimeSpan.FromTicks(98_765))], null);

        Assert.Equal(
            [
                new AuditEntry(1, 1, new DateTimeOffset(2026, 7, 1, 10, 0, 0, 1, TimeSpan.Zero), TimeSpan.FromMilliseconds(9), "StrikeReleased",
                    subject, "häus 🚪 '; DROP TABLE entry;--", link.Hash),
            ],
            _store.Read(10));
    }

    [Fact]
    public void Every_kind_is_stored_by_its_name()
    {
        _store.Append([.. Enum.GetValues<AuditKind>().Select((kind, number) => Happening.Record(number, kind))], null);

        Assert.Equal(Enum.GetNames<AuditKind>(), _store.Read(1000).Reverse().Select(entry => entry.Kind));
    }

    [Fact]
    public void Entries_are_read_newest_first_and_page_by_page()
    {
        _store.Append(Happening.Records(1, 5), null);
        _store.Append(Happening.Records(6, 5), null);

        Assert.Equal([10, 9, 8], _store.Read(3).Select(entry => entry.Sequence));
        Assert.Equal([7, 6, 5], _store.Read(3, before: 8).Select(entry => entry.Sequence));
        Assert.Equal([1], _store.Read(3, before: 2).Select(entry => entry.Sequence));
        Assert.Empty(_store.Read(3, before: 1));
        Assert.Equal(10, _store.Count());
    }

    [Fact]
    public void Each_start_is_counted_and_a_reader_is_none()
    {
        _store.Append(Happening.Records(1, 1), null);
        Reopen();
        _store.Append(Happening.Records(2, 1), null);
        using (var reader = AuditStore.OpenForReading(_folder.Audit))
        {
            Assert.Equal((2, 0), (reader.Count(), reader.Boot));
            Assert.Throws<InvalidOperationException>(() => reader.Append(Happening.Records(3, 1), null));
        }

        Reopen();

        Assert.Equal(3, _store.Boot);
        Assert.Equal([2, 1], _store.Read(10).Select(entry => entry.Boot));
    }

    [Fact]
    public void A_reader_beside_the_service_sees_each_entry_at_once()
    {
        using var reader = AuditStore.OpenForReading(_folder.Audit);

        for (var count = 1; count <= 3; count++)
        {
            _store.Append(Happening.Records(count, 1), null);
            Assert.Equal(count, reader.Count());
        }
    }

    [Fact]
    public void What_the_door_remembers_is_there_after_a_restart() =>
        Gen.Select(Gen.Bool.Array[4], Gen.DateTimeOffset.Nullable(), Gen.Int[0, int.MaxValue], Gen.Int[0, int.MaxValue], Gen.Int[0, 3_600_000]).Sample((flags, endsAt, attempts, level, taken) =>
        {
            var memory = new DoorMemory(flags[0], flags[1], flags[2], endsAt, attempts, level, flags[3], TimeSpan.FromMilliseconds(taken), TimeSpan.FromMilliseconds(24L * taken));

            _store.Append([], memory);
            Reopen();

            var endsAtKept = endsAt is { } end ? DateTimeOffset.FromUnixTimeMilliseconds(end.ToUnixTimeMilliseconds()) : (DateTimeOffset?)null;
            Assert.Equal(memory with { LockDownEndsAt = endsAtKept }, _store.LoadMemory());
        }, iter: 30, threads: 1);

    [Fact]
    public void What_the_door_remembered_before_there_were_budgets_is_there_after_an_upgrade()
    {
        _store.Append([], Troubled);
        Earlier.MakeAuditVersion3(_store.Connection);

        Reopen();

        Assert.Equal(Troubled, _store.LoadMemory());
    }

    [Fact]
    public void Entries_without_a_change_of_memory_leave_it()
    {
        _store.Append(Happening.Records(1, 1), Troubled);
        _store.Append(Happening.Records(2, 1), null);

        Assert.Equal(Troubled, _store.LoadMemory());
    }

    [Fact]
    public void The_latest_time_is_the_greatest_since_the_clock_was_last_confirmed()
    {
        _store.Append([Happening.Record(500), Happening.Record(300)], null);
        Assert.Equal(Enroll.Day.AddSeconds(500), _store.LatestEntryAt());

        // The clock had been ahead; the confirmation itself is by the right one.
        _store.Append([Happening.Record(100, AuditKind.ClockConfirmed)], null);
        Assert.Equal(Enroll.Day.AddSeconds(100), _store.LatestEntryAt());

        _store.Append([Happening.Record(120), Happening.Record(90)], null);
        Assert.Equal(Enroll.Day.AddSeconds(120), _store.LatestEntryAt());
    }

    [Fact]
    public void A_long_detail_is_cut_so_that_entries_have_a_greatest_size()
    {
        _store.Append([Happening.Record(1, detail: new string('x', 501)), Happening.Record(2, detail: new string('y', 500))], null);

        Assert.Equal([new string('y', 500), new string('x', 499) + "…"], _store.Read(2).Select(entry => entry.Detail));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(250)]
    public void The_oldest_entries_make_room_and_no_number_is_given_twice(int most)
    {
        Reopen(most);
        var random = new Random(most);
        var appended = 0;
        while (appended < 4 * most)
        {
            var entries = Happening.Records(appended + 1, random.Next(1, 5));
            _store.Append(entries, null);
            appended += entries.Length;

            var kept = _store.Read(10_000);
            Assert.InRange(kept.Count, Math.Min(appended, most - (most / 100)), most);
            Assert.Equal(Enumerable.Range(0, kept.Count).Select(i => (long)appended - i), kept.Select(entry => entry.Sequence));
            Assert.All(kept, entry => Assert.Equal(Enroll.Day.AddSeconds(entry.Sequence), entry.At));
        }
    }

    [Fact]
    public void A_full_audit_does_not_grow()
    {
        Reopen(most: 2000);
        FileInfo File() => new(_folder.Audit);
        for (var i = 0; i < 30; i++)
            _store.Append(Happening.Records(i * 100, 100), null);
        _store.Connection.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
        var size = File().Length;

        for (var i = 0; i < 60; i++)
            _store.Append(Happening.Records(i * 100, 100), null);
        _store.Connection.Execute("PRAGMA wal_checkpoint(TRUNCATE)");

        Assert.InRange(File().Length, size / 2, size + (size / 10));
    }

    [Fact]
    public void An_erased_resident_leaves_no_name_in_any_file()
    {
        using var residents = ResidentStore.Open(_folder.File);
        var resident = residents.Add("Somebody Removed", Enroll.References(1, 1), Enroll.Day, Enroll.Consent);
        _store.Append([Happening.Record(1, AuditKind.StrikeReleased, "Face", resident.Id)], null);

        residents.Remove(resident.Id);

        Assert.All(Directory.GetFiles(_folder.Path), file => Assert.True(File.ReadAllBytes(file).AsSpan().IndexOf("Somebody Removed"u8) < 0, file));
        Assert.Equal(resident.Id, _store.Read(1).Single().Subject);
    }

    [Fact]
    public void An_entry_gives_the_residents_no_new_stamp()
    {
        using var residents = ResidentStore.Open(_folder.File);
        var stamp = residents.ChangeStamp();

        _store.Append(Happening.Records(1, 1), Troubled);

        Assert.Equal(stamp, residents.ChangeStamp());
    }

    private void Reopen(int most = AuditStore.MostEntries)
    {
        _store.Dispose();
        _store = AuditStore.Open(_folder.Audit, most: most);
    }
}
