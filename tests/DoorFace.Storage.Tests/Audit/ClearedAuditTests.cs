using System.Text;
using DoorFace.Core.Audit;
using DoorFace.Core.Biometrics;
using DoorFace.Core.Door;
using DoorFace.Storage.Audit;
using DoorFace.Storage.Sqlite;
using DoorFace.Storage.Tests.Support;
using Microsoft.Data.Sqlite;

namespace DoorFace.Storage.Tests.Audit;

/// <summary>A cleared audit holds no byte of what was in it, and goes on from where it was.</summary>
public sealed class ClearedAuditTests : IDisposable
{
    private static readonly SubjectId Somebody = SubjectId.New();

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void No_byte_of_an_entry_is_left_in_any_file_and_the_rest_is_kept()
    {
        File.WriteAllText(_folder.Audit + ".damaged-1", $"kept aside: {Somebody}");
        using var store = Filled();
        var before = store.Verify().Last;
        Assert.True(IsFound());

        var link = store.Clear([Happening.Record(500, AuditKind.FactoryReset)], DateTimeOffset.UnixEpoch);

        Assert.False(IsFound());
        Assert.False(store.IsErasurePending());
        var only = store.Read(10).Single();
        Assert.Equal((401, nameof(AuditKind.FactoryReset), link.Hash), (only.Sequence, only.Kind, only.Hash));
        var chained = AuditRows.SelectChained(store.Connection, "").Single();
        Assert.Equal(HashChain.HashOf(before.Hash, 401, RetentionClass.Administration, chained.Digest!.Value), link.Hash);
        Assert.Equal(new ChainVerification(0, 1, link, null), store.Verify());
        Assert.Equal((1, new DoorMemory(PauseLevel: 3)), (store.Boot, store.LoadMemory()));
    }

    [Fact]
    public void Cleared_without_a_word_it_goes_on_too()
    {
        using var store = Filled();
        store.Clear([], DateTimeOffset.UnixEpoch);

        Assert.Equal((0, true), (store.Count(), store.Verify().IsSound));
        var link = store.Append(Happening.Records(1, 1), null);
        Assert.Equal(new ChainVerification(0, 1, link, null), store.Verify());
        Assert.Equal(401, link.Sequence);
    }

    [Fact]
    public void While_another_process_reads_the_entries_are_gone_and_the_erasure_is_finished_by_the_next_start()
    {
        using var other = new SqliteConnection($"Data Source={_folder.Audit};Pooling=False");
        using (var store = Filled())
        {
            other.Open();
            other.Execute("BEGIN");
            other.Integer("SELECT count(*) FROM entry");

            var error = Assert.Throws<StorageException>(() => store.Clear([], DateTimeOffset.UnixEpoch));

            Assert.Equal((StorageFault.ErasureUnfinished, 0, true), (error.Fault, store.Count(), store.IsErasurePending()));
            Assert.Contains("the next start does it", error.Message, StringComparison.Ordinal);
        }

        using (var stillRead = AuditStore.Open(_folder.Audit, TimeSpan.Zero))
            Assert.True(stillRead.IsErasurePending());
        other.Execute("ROLLBACK");
        other.Close();

        using var next = AuditStore.Open(_folder.Audit);
        Assert.Equal((false, false, 3), (next.IsErasurePending(), IsFound(), next.Boot));
    }

    [Fact]
    public void A_file_whose_tail_had_been_cut_is_sound_again_once_it_is_cleared()
    {
        using var store = Filled();
        store.Connection.Execute("DELETE FROM entry WHERE sequence > 300");
        Assert.Equal(301, store.Verify().Fault?.Sequence);

        store.Clear(Happening.Records(1, 2), DateTimeOffset.UnixEpoch);

        Assert.Equal((true, 402), (store.Verify().IsSound, store.Verify().Last.Sequence));
    }

    [Fact]
    public void What_was_opened_for_reading_is_not_cleared()
    {
        Filled().Dispose();
        using var reader = AuditStore.OpenForReading(_folder.Audit);

        Assert.Throws<InvalidOperationException>(() => reader.Clear([], DateTimeOffset.UnixEpoch));
        Assert.Equal(400, reader.Count());
    }

    private AuditStore Filled()
    {
        var store = AuditStore.Open(_folder.Audit, TimeSpan.Zero);
        for (var i = 0; i < 20; i++)
            store.Append([.. Enumerable.Range(0, 20).Select(number => Happening.Record(number, subject: Somebody, detail: "told nobody"))], new DoorMemory(PauseLevel: 3));
        return store;
    }

    private bool IsFound() => Directory.GetFiles(_folder.Path).Any(file =>
        File.ReadAllBytes(file).AsSpan() is var bytes
        && (bytes.IndexOf(Encoding.ASCII.GetBytes(Somebody.ToString())) >= 0 || bytes.IndexOf("told nobody"u8) >= 0));
}
