using CsCheck;
using DoorFace.Core.Audit;
using DoorFace.Core.Door;
using DoorFace.Core.Keys;
using DoorFace.Storage.Audit;
using DoorFace.Storage.Sqlite;
using DoorFace.Storage.Tests.Support;
using Microsoft.Data.Sqlite;

namespace DoorFace.Storage.Tests.Audit;

/// <summary>An audit under the unit's seal: whatever is done to the file is found, named, and hidden by nothing that the unit adds.</summary>
public sealed class SealedAuditTests : IDisposable
{
    private const string Forbidden = "/* against a rule of the table */ ";

    private readonly TemporaryFolder _folder = new();
    private readonly UnitSigner _signer = UnitSigner.Create();
    private readonly BenchSigner _unit;

    public SealedAuditTests() => _unit = new BenchSigner(_signer);

    public void Dispose()
    {
        _signer.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Every_append_is_sealed_by_the_service_and_by_commands_beside_it()
    {
        using var service = Open();
        using var command = AuditStore.OpenForAppending(_folder.Audit, signer: _unit);
        for (var i = 1; i <= 250; i++)
        {
            var link = (i % 3 == 0 ? command : service).Append(Happening.Records(i, 1), null);
            Assert.Equal((i, i), (link.Sequence, SealRows.Newest(service.Connection, SealPurpose.Head)?.Seal.Link.Sequence));
        }

        var verification = service.Verify(_signer.PublicKey);
        Assert.Equal((null, 250, 250, null), (verification.Fault, verification.Verified, verification.SealedUpTo, verification.Note));
        Assert.Equal([100, 200], SealRows.ReadAll(service.Connection).Seals.Where(seal => seal.Purpose == SealPurpose.Checkpoint).Select(seal => seal.Link.Sequence));
    }

    [Theory]
    [InlineData(AuditKind.Started)]
    [InlineData(AuditKind.Stopped)]
    public void A_start_and_a_stop_are_checkpoints(AuditKind kind)
    {
        using var store = Open();
        store.Append([Happening.Record(1), Happening.Record(2, kind)], null);

        Assert.Equal(2, SealRows.LastCheckpoint(store.Connection));
    }

    [Fact]
    public void Entries_without_the_key_are_told_and_sealed_with_a_word_when_it_is_back()
    {
        using var store = Open();
        store.Append(Happening.Records(1, 3), null);
        _unit.Present = null;
        store.Append(Happening.Records(4, 2), new DoorMemory(Fire: true));

        Assert.Equal((ChainFaultKind.Unsealed, 4), Fault(store.Verify(_signer.PublicKey)));
        Assert.Equal((ChainFaultKind.Unsealed, 4), Fault(store.Verify()));

        _unit.Present = _signer;
        store.Append(Happening.Records(6, 1), null);
        var verification = store.Verify(_signer.PublicKey);
        Assert.Equal((null, 7), (verification.Fault, verification.SealedUpTo));
        Assert.Equal("Entry 6 says: entries 4 to 5 had been stored without the unit's key, or by something else.", verification.Note);
    }

    [Fact]
    public void Another_key_is_told_and_takes_over()
    {
        using var other = UnitSigner.Create();
        using var store = Open();
        store.Append(Happening.Records(1, 3), null);
        (_unit.Present, _unit.Remembered) = (other, null);
        Assert.Equal(ChainFaultKind.Forged, store.Verify(other.PublicKey).Fault?.Kind);

        store.Append(Happening.Records(4, 1), null);

        Assert.Null(store.Verify(other.PublicKey).Fault);
        Assert.Contains($"sealed with another key, {_signer.PublicKey.Fingerprint}", store.Verify(other.PublicKey).Note, StringComparison.Ordinal);
        Assert.Equal(ChainFaultKind.Forged, store.Verify(_signer.PublicKey).Fault?.Kind);
    }

    [Fact]
    public void A_cleared_audit_is_sealed_anew_also_by_another_key()
    {
        using var other = UnitSigner.Create();
        using var store = Open();
        store.Append(Happening.Records(1, 150), null);
        (_unit.Present, _unit.Remembered) = (other, null);

        store.Clear([Happening.Record(2, AuditKind.FactoryReset)], DateTimeOffset.UnixEpoch);

        var verification = store.Verify(other.PublicKey);
        Assert.Equal((null, 1, 151, null), (verification.Fault, verification.Verified, verification.SealedUpTo, verification.Note));
    }

    [Theory]
    [InlineData(7)]
    [InlineData(250)]
    public void An_audit_whose_oldest_entries_made_room_is_sound_and_its_beginning_sealed(int most)
    {
        using var store = Open(most);
        for (var i = 0; i < 3 * most; i += 3)
            store.Append(Happening.Records(i, 3), null);

        Assert.Null(store.Verify(_signer.PublicKey).Fault);
        Assert.True(AuditRows.Anchor(store.Connection).Link.Sequence > 0);
        Edit("UPDATE anchor SET sequence = sequence + 1, hash = (SELECT hash FROM entry ORDER BY sequence LIMIT 1); DELETE FROM entry WHERE sequence = (SELECT min(sequence) FROM entry)");
        Assert.Equal(ChainFaultKind.Forged, store.Verify(_signer.PublicKey).Fault?.Kind);
    }

    [Fact]
    public void Whatever_cell_is_changed_it_is_found_and_nothing_that_is_added_hides_it() => Gen.Int[0, Mutations.Length - 1].Sample(which =>
    {
        var number = Make();
        var (sql, atMost) = Mutations[which](number);
        Edit($"PRAGMA ignore_check_constraints = ON; {sql}");

        // What the tables' own rules forbid is found by SQLite itself, and the service begins a new audit.
        if (sql.Contains(Forbidden, StringComparison.Ordinal))
        {
            Assert.Equal(StorageFault.Corrupt, Assert.Throws<StorageException>(() => Open()).Fault);
            return;
        }

        using var store = Open();
        var fault = store.Verify(_signer.PublicKey).Fault;
        Assert.True(fault is not null, sql);
        Assert.True(fault.Sequence <= atMost, $"{sql}: {fault.Description}");

        store.Append(Happening.Records(90, 2), null);
        var after = store.Verify(_signer.PublicKey);
        Assert.True(after.Fault is not null, $"hidden: {sql}");
    }, iter: 150, threads: 1);

    [Fact]
    public void Entries_written_anew_with_their_hashes_are_found_between_two_seals() => Gen.Int[1, 124].Sample(place =>
    {
        Make();
        using (var store = Open())
        {
            var before = place == 1 ? default : new ChainLink(place - 1, AuditRows.HashOf(store.Connection, place - 1)!.Value);
            var contents = AuditRows.Select(store.Connection, "WHERE sequence >= $from ORDER BY sequence", ("$from", (long)place)).ToList();
            store.Connection.Execute("DELETE FROM entry WHERE sequence >= $from", ("$from", (long)place));
            foreach (var content in contents)
                before = AuditRows.Add(store.Connection, before, 1, new AuditRecord(new AuditEvent(AuditKind.DoorOpened, "never"), content.At, content.SinceStart));
        }

        using var found = Open();
        var fault = found.Verify(_signer.PublicKey).Fault;
        Assert.Equal((ChainFaultKind.Changed, place <= 100 ? 1 : 101), (fault?.Kind, fault?.Sequence));
        found.Append(Happening.Records(90, 2), null);
        Assert.Equal(fault, found.Verify(_signer.PublicKey).Fault);
        Assert.Contains(found.Read(3), entry => entry.Kind == nameof(AuditKind.AuditBent));
    }, iter: 6, threads: 1);

    /// <summary>From a number of an entry to what somebody does, and the last number that may be named for it.</summary>
    private static readonly Func<int, (string Sql, long AtMost)>[] Mutations =
    [
        n => ($"UPDATE entry SET boot = boot + 1 WHERE sequence = {n}", n),
        n => ($"UPDATE entry SET at = at - 1 WHERE sequence = {n}", n),
        n => ($"{Forbidden}UPDATE entry SET at = 9223372036854775807 WHERE sequence = {n}", n),
        n => ($"UPDATE entry SET since_start = since_start + 1 WHERE sequence = {n}", n),
        n => ($"UPDATE entry SET clock_trusted = 1 - clock_trusted WHERE sequence = {n}", n),
        n => ($"UPDATE entry SET kind = 'AccessDenied' WHERE sequence = {n}", n),
        n => ($"UPDATE entry SET subject = '00112233445566778899aabbccddeeff' WHERE sequence = {n}", n),
        n => ($"{Forbidden}UPDATE entry SET subject = 'nobody' WHERE sequence = {n}", n),
        n => ($"UPDATE entry SET detail = detail || ' ' WHERE sequence = {n}", n),
        n => ($"UPDATE entry SET retention = 1 - retention WHERE sequence = {n}", n),
        n => ($"UPDATE entry SET salt = randomblob(16) WHERE sequence = {n}", n),
        n => ($"UPDATE entry SET salt = NULL WHERE sequence = {n}", n),
        n => ($"UPDATE entry SET digest = randomblob(32) WHERE sequence = {n}", n),
        n => ($"{Forbidden}UPDATE entry SET digest = x'00' WHERE sequence = {n}", n),
        n => ($"UPDATE entry SET hash = randomblob(32) WHERE sequence = {n}", n),
        n => ($"UPDATE entry SET hash = NULL, digest = NULL WHERE sequence = {n}", n),
        n => ($"UPDATE entry SET boot = NULL, at = NULL, since_start = NULL, clock_trusted = NULL, kind = NULL, subject = NULL, detail = NULL, salt = NULL WHERE sequence = {n}", n),
        n => ($"{Forbidden}UPDATE entry SET kind = NULL WHERE sequence = {n}", n),
        n => ($"DELETE FROM entry WHERE sequence = {n}", n),
        n => ($"DELETE FROM entry WHERE sequence >= {n}; UPDATE sqlite_sequence SET seq = {n - 1}", n),
        n => ($"DELETE FROM entry WHERE sequence >= {n}; DELETE FROM seal WHERE sequence >= {n}; UPDATE sqlite_sequence SET seq = {n - 1}", n),
        n => ($"UPDATE anchor SET sequence = {n}, hash = (SELECT hash FROM entry WHERE sequence = {n}); DELETE FROM entry WHERE sequence <= {n}; DELETE FROM seal WHERE purpose = 'Anchor'", n + 1),
        n => ($"UPDATE entry SET sequence = 999 WHERE sequence = {n}; UPDATE entry SET sequence = {n} WHERE sequence = {n % 124 + 1}; UPDATE entry SET sequence = {n % 124 + 1} WHERE sequence = 999", n),
        n => ($"UPDATE anchor SET access_erased = {n}", 1),
        n => ($"UPDATE anchor SET administration_erased = {n}", 1),
        _ => ("UPDATE identity SET audit_id = randomblob(16)", 1),
        _ => ("DELETE FROM seal", 1),
        _ => ("DELETE FROM seal WHERE purpose = 'Head'", 101),
        _ => ("DELETE FROM entry; DELETE FROM seal WHERE purpose <> 'Anchor'; UPDATE sqlite_sequence SET seq = 0", 1),
        _ => ("DELETE FROM seal WHERE purpose = 'Anchor'", 1),
        n => ($"UPDATE seal SET sequence = {(n == 124 ? 123 : n)} WHERE purpose = 'Head'", 124),
        n => ($"UPDATE seal SET sequence = {(n == 100 ? 99 : n)} WHERE purpose = 'Checkpoint'", 124),
        _ => ("UPDATE seal SET signature = randomblob(64) WHERE purpose = 'Checkpoint'", 100),
        _ => ("UPDATE seal SET key = x'30' WHERE purpose = 'Head'", 124),
        _ => ("UPDATE seal SET hash = randomblob(32) WHERE purpose = 'Head'", 124),
    ];

    /// <summary>An audit of 124 entries with a checkpoint under the hundredth.</summary>
    /// <returns>The number of one of them, another each time.</returns>
    private int Make()
    {
        foreach (var file in Directory.GetFiles(_folder.Path))
            File.Delete(file);
        _unit.Remembered = null;
        using var store = Open();
        store.Append(Happening.Records(1, 100), null);
        store.Append(Happening.Records(101, 24), null);
        return _next = (_next * 29 % 124) + 1;
    }

    private int _next = 1;

    private AuditStore Open(int most = AuditStore.MostEntries) => AuditStore.Open(_folder.Audit, most: most, signer: _unit);

    private static (ChainFaultKind?, long?) Fault(ChainVerification verification) => (verification.Fault?.Kind, verification.Fault?.Sequence);

    private void Edit(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_folder.Audit};Pooling=False");
        connection.Open();
        connection.Execute(sql);
    }
}
