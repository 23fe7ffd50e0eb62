using CsCheck;
using DoorFace.Core.Audit;
using DoorFace.Core.Biometrics;
using DoorFace.Core.Door;
using DoorFace.Storage.Audit;
using DoorFace.Storage.Sqlite;
using DoorFace.Storage.Tests.Support;
using Microsoft.Data.Sqlite;

namespace DoorFace.Storage.Tests.Audit;

/// <summary>The chain in the file: kept over restarts, pruning, several writers and a clearing, and broken by whoever edits the tables.</summary>
public sealed class AuditChainTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private AuditStore _store;

    public AuditChainTests() => _store = AuditStore.Open(_folder.Audit);

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void An_append_gives_the_place_of_its_last_entry_and_the_next_goes_on_from_there()
    {
        var first = _store.Append(Happening.Records(1, 3), null);
        Assert.Equal(first, _store.Append([], new DoorMemory(Fire: true)));
        Reopen();
        var second = _store.Append(Happening.Records(4, 1), null);

        var newest = AuditRows.SelectChained(_store.Connection, "WHERE sequence = 4").Single();
        Assert.Equal((3, 4), (first.Sequence, second.Sequence));
        Assert.Equal(HashChain.DigestOf(newest.Salt!.Value, newest.Content!), newest.Digest);
        Assert.Equal(HashChain.HashOf(first.Hash, 4, RetentionClass.Access, newest.Digest!.Value), second.Hash);
        Assert.Equal((second.Hash, second.Hash), (newest.Hash!.Value, _store.Read(1).Single().Hash!.Value));
        Assert.Equal(new ChainVerification(0, 4, second, null), _store.Verify());
    }

    [Fact]
    public void Whatever_an_entry_says_verifies_as_it_is_read() =>
        Gen.Select(Gen.String[0, 600], Gen.DateTimeOffset, Gen.Guid.Nullable(), Gen.Long[0, TimeSpan.MaxValue.Ticks]).Sample((detail, at, subject, ticks) =>
        {
            _store.Append(
                [new AuditRecord(new AuditEvent(AuditKind.Fault, detail, subject is { } id ? new SubjectId(id) : null), at, TimeSpan.FromTicks(ticks))], null);

            Assert.Null(_store.Verify().Fault);
        }, iter: 200, threads: 1);

    [Fact]
    public void A_time_since_the_start_too_long_for_a_fraction_to_be_exact_verifies()
    {
        for (var i = 0; i < 200; i++)
            _store.Append([Happening.Record(1) with { SinceStart = new TimeSpan(TimeSpan.MaxValue.Ticks / 200 * i) }], null);

        Assert.Null(_store.Verify().Fault);
    }

    [Theory]
    [InlineData("a\0b")]
    [InlineData("\ud83d")]
    public void Text_that_is_not_stored_as_it_is_verifies_all_the_same(string detail)
    {
        // The second time cut between the two halves of one character.
        _store.Append([Happening.Record(1, detail: detail), Happening.Record(2, detail: new string('x', 498) + "\U0001f6aa and more")], null);

        Assert.Equal((2, (ChainFault?)null), (_store.Verify().Verified, _store.Verify().Fault));
    }

    [Theory]
    [InlineData("UPDATE entry SET detail = 'x' WHERE sequence = 4", ChainFaultKind.Changed, 4)]
    [InlineData("UPDATE entry SET at = at + 1 WHERE sequence = 1", ChainFaultKind.Changed, 1)]
    [InlineData("UPDATE entry SET since_start = 9223372036854775807 WHERE sequence = 10", ChainFaultKind.Changed, 10)]
    [InlineData("UPDATE entry SET hash = zeroblob(32) WHERE sequence = 3", ChainFaultKind.Changed, 3)]
    [InlineData("UPDATE entry SET hash = NULL WHERE sequence = 6", ChainFaultKind.Unchained, 6)]
    [InlineData("DELETE FROM entry WHERE sequence = 1", ChainFaultKind.Missing, 1)]
    [InlineData("DELETE FROM entry WHERE sequence BETWEEN 5 AND 7", ChainFaultKind.Missing, 5)]
    [InlineData("DELETE FROM entry WHERE sequence > 8", ChainFaultKind.Missing, 9)]
    [InlineData("DELETE FROM entry", ChainFaultKind.Missing, 1)]
    [InlineData("DELETE FROM entry WHERE sequence = 5; UPDATE entry SET sequence = 5 WHERE sequence = 10", ChainFaultKind.Changed, 5)]
    [InlineData("UPDATE entry SET sequence = 99 WHERE sequence = 2; UPDATE entry SET sequence = 2 WHERE sequence = 3; UPDATE entry SET sequence = 3 WHERE sequence = 99", ChainFaultKind.Changed, 2)]
    [InlineData("INSERT INTO entry (boot, at, since_start, kind, detail) VALUES (1, 0, 0, 'DoorOpened', '')", ChainFaultKind.Unchained, 11)]
    [InlineData("UPDATE anchor SET sequence = 2", ChainFaultKind.OutOfOrder, 1)]
    [InlineData("UPDATE anchor SET hash = randomblob(32)", ChainFaultKind.Changed, 1)]
    public void A_file_that_was_edited_is_found_out_and_the_place_named(string sql, ChainFaultKind kind, long sequence)
    {
        _store.Append(Happening.Records(1, 10), null);

        Edit(sql);

        var fault = _store.Verify().Fault;
        Assert.Equal((kind, sequence), (fault?.Kind, fault?.Sequence));
        // The door goes on all the same, and what it adds hides nothing.
        _store.Append(Happening.Records(11, 3), null);
        Assert.Equal(fault?.Sequence, _store.Verify().Fault?.Sequence);
    }

    [Fact]
    public void What_was_cut_off_with_the_count_is_not_found_without_a_seal_but_shown_by_a_receipt()
    {
        var receipt = _store.Append(Happening.Records(1, 10), null);
        Edit("DELETE FROM entry WHERE sequence > 8; UPDATE sqlite_sequence SET seq = 8");
        Assert.Null(_store.Verify().Fault);

        var again = _store.Append(Happening.Records(90, 2), null);

        Assert.Equal(receipt.Sequence, again.Sequence);
        Assert.NotEqual(receipt.Hash, again.Hash);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(250)]
    public void An_audit_whose_oldest_entries_made_room_is_sound(int most)
    {
        Reopen(most);
        for (var i = 0; i < 3 * most; i += 3)
        {
            _store.Append(Happening.Records(i, 3), null);
            var verification = _store.Verify();
            Assert.Equal((null, _store.Count(), i + 3), (verification.Fault, verification.Verified, verification.Last.Sequence));
        }
    }

    [Fact]
    public void A_file_from_before_the_chain_is_opened_and_its_entries_are_told_apart()
    {
        _store.Append(Happening.Records(1, 5), new DoorMemory(Tamper: true));
        Earlier.MakeAuditVersion2(_store.Connection);
        Edit("ALTER TABLE entry DROP COLUMN hash; DROP TABLE anchor; DROP TABLE pending_erasure; PRAGMA user_version = 1");
        _store.Dispose();

        _store = AuditStore.Open(_folder.Audit, most: 8);

        Assert.Equal((2, new ChainVerification(5, 0, new ChainLink(5, default), null)), (_store.Boot, _store.Verify()));
        Assert.Equal(new DoorMemory(Tamper: true), _store.LoadMemory());
        var link = _store.Append(Happening.Records(6, 2), null);
        Assert.Equal(new ChainVerification(5, 2, link, null), _store.Verify());
        Assert.Equal([true, true, false, false, false, false, false], _store.Read(10).Select(entry => entry.Hash is not null));

        // Until they, and then the first of the chain, make room.
        link = _store.Append(Happening.Records(8, 3), null);
        Assert.Equal(new ChainVerification(3, 5, link, null) { Note = "Entries up to 2 went before their time: there were too many." }, _store.Verify());
        link = _store.Append(Happening.Records(11, 6), null);
        Assert.Equal(new ChainVerification(0, 8, link, null) { Note = "Entries up to 8 went before their time: there were too many." }, _store.Verify());
    }

    [Fact]
    public void A_file_whose_chain_had_no_salt_begins_a_new_one_behind_its_entries()
    {
        _store.Append(Happening.Records(1, 5), new DoorMemory(Fire: true));
        Earlier.MakeAuditVersion2(_store.Connection);
        _store.Dispose();

        _store = AuditStore.Open(_folder.Audit);

        Assert.Equal((2, new ChainVerification(5, 0, new ChainLink(5, default), null)), (_store.Boot, _store.Verify()));
        Assert.Equal(new DoorMemory(Fire: true), _store.LoadMemory());
        Assert.Equal(Happening.Records(1, 5).Select(record => record.At), _store.ReadAfter(0, 9).Select(entry => entry.At));
        Assert.Equal(6, _store.Append(Happening.Records(6, 1), null).Sequence);
    }

    [Fact]
    public void A_file_of_which_all_entries_had_made_room_gives_no_number_twice_after_the_change()
    {
        _store.Append(Happening.Records(1, 5), null);
        Earlier.MakeAuditVersion2(_store.Connection);
        Edit("DELETE FROM entry");
        Reopen();

        Assert.Equal(6, _store.Append(Happening.Records(6, 1), null).Sequence);
        Assert.True(_store.Verify().IsSound);
    }

    [Fact]
    public void A_command_beside_the_service_goes_on_with_the_same_chain_and_counts_no_start()
    {
        _store.Append(Happening.Records(1, 1), null);
        using var command = AuditStore.OpenForAppending(_folder.Audit);
        var link = default(ChainLink);
        for (var i = 2; i <= 11; i++)
            link = (i % 2 == 0 ? command : _store).Append(Happening.Records(i, 1), null);

        Assert.Equal(new ChainVerification(0, 11, link, null), _store.Verify());
        Assert.Equal((1, 1), (command.Boot, _store.Boot));
        Assert.All(_store.Read(20), entry => Assert.Equal(1, entry.Boot));
        Reopen();
        Assert.Equal(2, _store.Boot);
    }

    [Fact]
    public void A_command_before_the_first_start_belongs_to_the_first()
    {
        using var command = AuditStore.OpenForAppending(_folder.In("new.db"));

        command.Append(Happening.Records(1, 1), null);

        Assert.Equal((1, 1), (command.Boot, command.Read(1).Single().Boot));
        using var service = AuditStore.Open(_folder.In("new.db"));
        Assert.Equal(1, service.Boot);
    }

    [Fact]
    public void Writers_at_the_same_time_do_not_fork_the_chain()
    {
        Parallel.For(0, 4, writer =>
        {
            using var store = AuditStore.OpenForAppending(_folder.Audit, TimeSpan.FromMinutes(1));
            for (var i = 0; i < 20; i++)
                store.Append(Happening.Records(writer * 100, 2), null);
        });

        var verification = _store.Verify();
        Assert.Equal((160, (ChainFault?)null), (verification.Verified, verification.Fault));
    }

    [Fact]
    public void The_entries_of_a_resident_are_found_oldest_first()
    {
        var (one, other) = (SubjectId.New(), SubjectId.New());
        _store.Append([Happening.Record(1, subject: one), Happening.Record(2, subject: other), Happening.Record(3), Happening.Record(4, subject: one)], null);

        Assert.Equal([1, 4], _store.EntriesOf(one).Select(entry => entry.Sequence));
        Assert.Empty(_store.EntriesOf(SubjectId.New()));
    }

    private void Edit(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_folder.Audit};Pooling=False");
        connection.Open();
        connection.Execute(sql);
    }

    private void Reopen(int most = AuditStore.MostEntries)
    {
        _store.Dispose();
        _store = AuditStore.Open(_folder.Audit, most: most);
    }
}
