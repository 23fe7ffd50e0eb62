using CsCheck;
using DoorFace.Core.Audit;
using DoorFace.Core.Biometrics;
using DoorFace.Core.Keys;
using DoorFace.Storage.Audit;
using DoorFace.Storage.Sqlite;
using DoorFace.Storage.Tests.Support;

namespace DoorFace.Storage.Tests.Audit;

/// <summary>What can be caused from outside pushes out nothing but its own kind, and that it did is told.</summary>
public sealed class FloodedAuditTests : IDisposable
{
    private static readonly SubjectId Somebody = SubjectId.New();

    private readonly TemporaryFolder _folder = new();
    private readonly UnitSigner _signer = UnitSigner.Create();
    private readonly BenchSigner _unit;

    public FloodedAuditTests() => _unit = new BenchSigner(_signer);

    public void Dispose()
    {
        _signer.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_flood_pushes_out_nothing_but_itself()
    {
        using var store = Open(100);
        store.Append(
        [
            Happening.Record(1, AuditKind.ResidentEnrolled, "uid 0", Somebody), Happening.Record(2, AuditKind.StrikeReleased, "Face", Somebody),
            Happening.Record(3, AuditKind.Tamper),
        ], null);

        for (var i = 4; i < 900; i += 10)
            store.Append([.. Enumerable.Range(i, 10).Select(number => Happening.Record(number, AuditKind.Intent))], null);

        Assert.Equal(
            [nameof(AuditKind.ResidentEnrolled), nameof(AuditKind.StrikeReleased), nameof(AuditKind.Tamper)],
            store.ReadAfter(0, 1000).Where(entry => entry.Kind != nameof(AuditKind.Intent)).Select(entry => entry.Kind));
        Assert.InRange(store.Count(), 3 + 19, 3 + 20);
        Assert.StartsWith("What had come from outside up to entry 88", Assert.Single(store.Evicted()), StringComparison.Ordinal);
        var found = store.Verify(_signer.PublicKey);
        Assert.Null(found.Fault);
        Assert.Equal((903, 903), (found.Verified, found.SealedUpTo));
        Assert.Equal(store.Evicted(), [found.Note!]);
    }

    [Fact]
    public void Nobody_but_the_unit_can_empty_what_came_from_outside()
    {
        using var store = Open(100);
        for (var i = 1; i <= 60; i++)
            store.Append([Happening.Record(i, i % 2 == 0 ? AuditKind.Intent : AuditKind.StrikeReleased)], null);
        Assert.Null(store.Verify(_signer.PublicKey).Fault);
        var mark = AuditRows.Anchor(store.Connection).Erased.Outside;
        Assert.InRange(mark, 2, 40);

        AuditRows.Empty(store.Connection, "sequence = $it", ("$it", mark + 2));
        Assert.Equal((ChainFaultKind.Emptied, mark + 2), (store.Verify(_signer.PublicKey).Fault!.Kind, store.Verify(_signer.PublicKey).Fault!.Sequence));
        store.Connection.Execute("UPDATE anchor SET outside_erased = 60");
        Assert.Equal(ChainFaultKind.Forged, store.Verify(_signer.PublicKey).Fault!.Kind);
    }

    [Fact]
    public void What_is_kept_is_sound_whatever_comes() => Gen.Int[0, 3].Array[1, 300].Sample(
        kinds =>
        {
            using var folder = new TemporaryFolder();
            using var store = AuditStore.Open(folder.Audit, most: 10, signer: new BenchSigner(_signer));
            AuditKind[] some = [AuditKind.Intent, AuditKind.AccessDenied, AuditKind.DoorOpened, AuditKind.LockDown];
            var number = 0;
            foreach (var chunk in kinds.Chunk(7))
            {
                store.Append([.. chunk.Select(kind => Happening.Record(++number, some[kind]))], null);
                var found = store.Verify(_signer.PublicKey);
                Assert.Null(found.Fault);
                Assert.Equal(number, found.Last.Sequence);
                var kept = store.ReadAfter(0, 1000);
                Assert.InRange(kept.Count(entry => entry.Kind is "Intent" or "AccessDenied"), 0, 2);
                Assert.InRange(kept.Count(entry => entry.Kind is "DoorOpened" or "LockDown"), Math.Min(kinds.Take(number).Count(kind => kind > 1), 10), 10);
                Assert.InRange(store.Connection.Integer("SELECT count(*) FROM entry"), 1, 101);
            }
        },
        iter: 100);

    [Fact]
    public void A_file_from_before_is_opened_and_as_sound_as_it_was()
    {
        using (var store = Open())
        {
            for (var i = 1; i < 250; i++)
                store.Append([Happening.Record(i, trusted: true)], null);
            Assert.True(store.Retain(new AuditRetention(TimeSpan.FromSeconds(100), TimeSpan.FromDays(1)), Happening.Record(300, trusted: true)));
            // As it was sealed then.
            var (anchor, erased) = AuditRows.Anchor(store.Connection);
            SealRows.RemoveAll(store.Connection, SealPurpose.Anchor);
            SealRows.Add(
                store.Connection,
                AuditSeal.Make(SealRows.AuditId(store.Connection), SealPurpose.Anchor, anchor, 1, Enroll.Day, new ErasedMarks(erased.Access, erased.Administration), _signer));
            Earlier.MakeAuditVersion4(store.Connection);
        }

        using (var store = Open())
        {
            var found = store.Verify(_signer.PublicKey);
            Assert.Equal((null, 51, null), (found.Fault, found.Verified - found.Erased, found.Note));
            store.Append([Happening.Record(400, AuditKind.Intent)], null);
            Assert.Null(store.Verify(_signer.PublicKey).Fault);
        }
    }

    private AuditStore Open(int most = AuditStore.MostEntries) => AuditStore.Open(_folder.Audit, most: most, signer: _unit);
}
