using System.Text;
using CsCheck;
using DoorFace.Core.Audit;
using DoorFace.Core.Biometrics;
using DoorFace.Core.Keys;
using DoorFace.Storage.Audit;
using DoorFace.Storage.Sqlite;
using DoorFace.Storage.Tests.Support;

namespace DoorFace.Storage.Tests.Audit;

/// <summary>Entries whose time is over lose their content, to the last byte, and the rest still verifies.</summary>
public sealed class RetainedAuditTests : IDisposable
{
    private static readonly AuditRetention Retention = new(TimeSpan.FromDays(30), TimeSpan.FromDays(365));
    private static readonly SubjectId Somebody = SubjectId.New();

    private readonly TemporaryFolder _folder = new();
    private readonly UnitSigner _signer = UnitSigner.Create();
    private readonly BenchSigner _unit;
    private readonly AuditStore _store;

    public RetainedAuditTests()
    {
        _unit = new BenchSigner(_signer);
        _store = AuditStore.Open(_folder.Audit, signer: _unit);
    }

    public void Dispose()
    {
        _store.Dispose();
        _signer.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Access_goes_after_its_time_and_administration_after_its_own()
    {
        // One entry of each a day, over 400 days.
        for (var day = 0; day < 400; day++)
            _store.Append([On(day, AuditKind.StrikeReleased, "Face"), On(day, AuditKind.Fault, "Clock")], null);

        Assert.True(_store.Retain(Retention, On(400)));

        var kept = _store.ReadAfter(0, 1000);
        Assert.Equal(Enumerable.Range(370, 30), DaysOf(kept, AuditKind.StrikeReleased));
        Assert.Equal(Enumerable.Range(35, 365), DaysOf(kept, AuditKind.Fault));
        Assert.Equal("access up to entry 740, administration up to entry 70", kept[^1].Detail);
        var verification = _store.Verify(_signer.PublicKey);
        // The oldest, of which nothing is left, are gone altogether; entry 71 is of access, and so is every second from there on.
        Assert.Equal(71, AuditRows.Anchor(_store.Connection).Link.Sequence);
        Assert.Equal((null, 730, 334, 801), (verification.Fault, verification.Verified, verification.Erased, verification.SealedUpTo));
        Assert.False(_store.Retain(Retention, On(400)));
    }

    [Fact]
    public void No_byte_of_what_was_emptied_is_left_in_any_file()
    {
        for (var i = 0; i < 300; i++)
            _store.Append([On(1, AuditKind.StrikeReleased, "told nobody", Somebody), On(1, AuditKind.Fault, "Board: hot")], null);
        Assert.True(IsFound());

        Assert.True(_store.Retain(Retention, On(60)));

        Assert.False(IsFound());
        Assert.Empty(_store.EntriesOf(Somebody));
        Assert.Equal(301, _store.Count());
        Assert.Equal(0, _store.Connection.Integer("SELECT count(*) FROM entry WHERE kind IS NULL AND salt IS NOT NULL"));
        Assert.Null(_store.Verify(_signer.PublicKey).Fault);
    }

    [Fact]
    public void What_is_kept_is_sound_whatever_was_when() => Gen.Int[0, 90].Array[1, 40].Sample(days =>
    {
        _store.Clear([], DateTimeOffset.UnixEpoch);
        var records = days.Select((day, i) => On(day, i % 3 == 0 ? AuditKind.Fault : AuditKind.DoorOpened, trusted: i % 5 != 0)).ToList();
        foreach (var record in records)
            _store.Append([record], null);
        var last = _store.Read(1)[0].Sequence;

        _store.Retain(new AuditRetention(TimeSpan.FromDays(10), TimeSpan.FromDays(20)), On(91));
        _store.Retain(new AuditRetention(TimeSpan.FromDays(10), TimeSpan.FromDays(20)), On(95));

        var verification = _store.Verify(_signer.PublicKey);
        Assert.Null(verification.Fault);
        // None that is younger was taken: all before a trusted entry that is old are older than it.
        var lastOld = records.FindLastIndex(record => record.ClockTrusted && record.At < On(95).At.AddDays(-10));
        Assert.True(last - records.Count + lastOld + 1 >= _store.ReadAfter(0, 1).Min(entry => entry.Sequence) - 1);
        Assert.All(records.Skip(lastOld + 1), record => Assert.Contains(_store.ReadAfter(0, 99), entry => entry.At == record.At));
    }, iter: 40, threads: 1);

    [Fact]
    public void Neither_without_a_trusted_clock_nor_without_the_key_is_anything_emptied()
    {
        _store.Append([On(1, AuditKind.DoorOpened), On(2, AuditKind.DoorOpened, trusted: false)], null);
        using var keyless = AuditStore.OpenForAppending(_folder.Audit);

        Assert.False(_store.Retain(Retention, On(100) with { ClockTrusted = false }));
        Assert.False(keyless.Retain(Retention, On(100)));
        Assert.Equal(2, _store.Count());

        // The second is younger than the first for all that is known.
        Assert.True(_store.Retain(Retention, On(100)));
        Assert.Equal(["DoorOpened", "AuditPruned"], _store.ReadAfter(0, 9).Select(entry => entry.Kind));
    }

    [Fact]
    public void What_was_bent_is_said_before_it_goes()
    {
        _store.Append([On(1, AuditKind.DoorOpened), On(1, AuditKind.DoorOpened), On(2, AuditKind.Fault)], null);
        _store.Connection.Execute("UPDATE entry SET detail = 'x' WHERE sequence = 2");

        Assert.True(_store.Retain(Retention, On(100)));

        Assert.Contains(_store.Read(2), entry => entry.Kind == nameof(AuditKind.AuditBent) && entry.Detail.Contains("Entry 2 is not the one", StringComparison.Ordinal));
        Assert.Equal(ChainFaultKind.Bent, _store.Verify(_signer.PublicKey).Fault?.Kind);
    }

    [Fact]
    public void Entries_from_before_the_chain_go_too()
    {
        _store.Append([On(1, AuditKind.DoorOpened), On(1, AuditKind.Fault)], null);
        _store.Connection.Execute("UPDATE entry SET hash = NULL, digest = NULL, salt = NULL, retention = 1; UPDATE anchor SET sequence = 2, hash = zeroblob(32); DELETE FROM seal");
        _unit.Remembered = null;
        _store.Append([On(2, AuditKind.Fault)], null);
        Assert.Equal((true, 2), (_store.Verify(_signer.PublicKey).IsSound, _store.Verify().Before));

        Assert.True(_store.Retain(Retention, On(400)));

        var verification = _store.Verify(_signer.PublicKey);
        Assert.Equal((true, 0, 1), (verification.IsSound, verification.Before, verification.Verified));
    }

    private static AuditRecord On(int day, AuditKind kind = AuditKind.AuditPruned, string detail = "", SubjectId? subject = null, bool trusted = true) =>
        new(new AuditEvent(kind, detail, subject), Enroll.Day.AddDays(day), TimeSpan.FromDays(day), trusted);

    private static IEnumerable<int> DaysOf(IEnumerable<AuditEntry> entries, AuditKind kind) =>
        entries.Where(entry => entry.Kind == $"{kind}").Select(entry => (int)(entry.At - Enroll.Day).TotalDays);

    private bool IsFound() => Directory.GetFiles(_folder.Path).Any(file =>
        File.ReadAllBytes(file).AsSpan() is var bytes
        && (bytes.IndexOf(Encoding.ASCII.GetBytes(Somebody.ToString())) >= 0 || bytes.IndexOf("told nobody"u8) >= 0));
}
