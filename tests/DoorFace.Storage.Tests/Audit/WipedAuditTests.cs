using DoorFace.Core.Audit;
using DoorFace.Core.Keys;
using DoorFace.Storage.Audit;
using DoorFace.Storage.Sqlite;
using DoorFace.Storage.Tests.Support;
using Microsoft.Data.Sqlite;

namespace DoorFace.Storage.Tests.Audit;

/// <summary>
/// An audit that somebody emptied, wrote anew, took away or put back, seals and all: the unit remembers that there was more, and says so before and
/// after the next entry.
/// </summary>
public sealed class WipedAuditTests : IDisposable
{
    private const int Entries = 130;
    private const int Remembered = 101; // The newest checkpoint.

    private readonly SealedHome _home = new();

    public WipedAuditTests() => _home.Run(Entries);

    public void Dispose() => _home.Dispose();

    [Theory]
    [InlineData("DELETE FROM entry; DELETE FROM seal; UPDATE anchor SET sequence = 130, hash = zeroblob(32)", ChainFaultKind.Unsealed, 1)]
    [InlineData("DELETE FROM entry; DELETE FROM seal; UPDATE anchor SET sequence = 101, hash = zeroblob(32); UPDATE sqlite_sequence SET seq = 101", ChainFaultKind.Unsealed, 1)]
    [InlineData("DELETE FROM entry; DELETE FROM seal; UPDATE sqlite_sequence SET seq = 0", ChainFaultKind.Missing, 1)]
    [InlineData("DELETE FROM seal", ChainFaultKind.Unsealed, 1)]
    [InlineData("DELETE FROM entry WHERE sequence > 40; DELETE FROM seal; UPDATE sqlite_sequence SET seq = 40", ChainFaultKind.Missing, 41)]
    [InlineData("DELETE FROM entry; DELETE FROM seal; DELETE FROM anchor; UPDATE identity SET audit_id = randomblob(16); DELETE FROM sqlite_sequence", ChainFaultKind.Missing, 1)]
    public void An_emptied_one_is_found(string sql, ChainFaultKind kind, int sequence)
    {
        _home.Edit(audit => audit.Execute(sql));

        Assert.Equal((kind, sequence), Fault(_home.Verify()));
        StaysFound();
    }

    [Theory]
    [InlineData(3)]
    [InlineData(Entries)]
    [InlineData(200)]
    public void A_forged_history_without_a_seal_is_found(int entries)
    {
        _home.Edit(audit => Forge(audit, entries));

        Assert.NotNull(_home.Verify().Fault);
        StaysFound();
    }

    [Fact]
    public void A_forged_history_under_another_key_is_found()
    {
        _home.Edit(audit =>
        {
            Forge(audit, 200);
            Reseal(audit, SealPurpose.Anchor, SealPurpose.Head);
        });

        Assert.Equal(ChainFaultKind.Forged, _home.Verify().Fault?.Kind);
        StaysFound();
    }

    [Fact]
    public void Entries_after_the_last_that_is_remembered_cannot_be_forged_under_another_key()
    {
        _home.Edit(audit =>
        {
            audit.Execute($"DELETE FROM entry WHERE sequence > {Remembered + 5}; DELETE FROM seal WHERE purpose = 'Head'");
            Reseal(audit, SealPurpose.Head);
        });

        Assert.Equal(ChainFaultKind.Forged, _home.Verify().Fault?.Kind);
        StaysFound();
    }

    [Fact]
    public void The_beginning_cannot_be_moved_under_another_key()
    {
        _home.Edit(audit =>
        {
            audit.Execute("UPDATE anchor SET sequence = 20, hash = (SELECT hash FROM entry WHERE sequence = 20); DELETE FROM entry WHERE sequence <= 20; DELETE FROM seal WHERE purpose = 'Anchor'");
            Reseal(audit, SealPurpose.Anchor);
        });

        Assert.Equal((ChainFaultKind.Forged, 21), Fault(_home.Verify()));
        StaysFound();
    }

    [Fact]
    public void A_deleted_file_is_found_when_a_new_one_is_begun()
    {
        _home.DeleteAudit();
        _home.Start().Dispose();

        var fault = _home.Verify().Fault;
        Assert.Equal("The audit that the unit had sealed up to entry 101 is gone with all its entries: this is another one.", fault?.Description);
        StaysFound();
        Assert.Equal("Entry 1 says: the audit that had been sealed up to entry 101 was gone, with another one in its place.", _home.Verify().Fault?.Description);
    }

    [Fact]
    public void Another_file_is_no_excuse_because_a_damaged_one_lies_beside_it()
    {
        _home.DeleteAudit();
        File.WriteAllText(_home.Audit + ".damaged-1", "anything");
        _home.Start().Dispose();

        Assert.Equal((ChainFaultKind.Missing, 1), Fault(_home.Verify()));
        StaysFound();
    }

    [Theory]
    [InlineData(40)]
    [InlineData(100)]
    public void An_older_state_of_the_file_is_found_when_it_is_older_than_what_is_remembered(int entries)
    {
        using var home = new SealedHome();
        home.Run(entries);
        var old = File.ReadAllBytes(home.Audit);
        home.Run(Entries);
        home.DeleteAudit();
        File.WriteAllBytes(home.Audit, old);

        Assert.Equal((ChainFaultKind.Missing, entries + 1), Fault(home.Verify()));
        home.Run(1);
        Assert.Equal((ChainFaultKind.Missing, entries + 1), Fault(home.Verify()));
        Assert.False(home.VerifyElsewhere().IsSound);
    }

    [Fact]
    public void What_is_found_is_said_once_also_when_old_entries_go_with_it()
    {
        _home.Edit(audit => audit.Execute("DELETE FROM entry WHERE sequence > 40; DELETE FROM seal; UPDATE sqlite_sequence SET seq = 40; UPDATE entry SET clock_trusted = 1"));
        using var store = _home.Start();
        var later = Happening.Record(0, trusted: true) with { At = Enroll.Day.AddDays(500) };

        Assert.True(store.Retain(new AuditRetention(TimeSpan.FromDays(30), TimeSpan.FromDays(365)), later));

        Assert.Equal(
            ["every seal was gone, though the audit had been sealed up to entry 101", "found before old entries went: Entry 1 is not the one that was written there: it was changed, moved or put in."],
            store.ReadAfter(0, 1000).Where(entry => entry.Kind == nameof(AuditKind.AuditBent)).Select(entry => entry.Detail));
    }

    [Fact]
    public void What_is_remembered_is_not_taken_away_without_the_key()
    {
        using var residents = new SqliteConnection($"Data Source={_home.Residents};Pooling=False");
        residents.Open();
        residents.Execute("DELETE FROM secret WHERE name NOT IN ('check', 'rotation')");
        _home.Signer.Forget();

        Assert.Equal(StorageFault.SecretsDamaged, Assert.Throws<StorageException>(() => _home.Signer.Signer()).Fault);
    }

    [Fact]
    public void Without_an_entry_and_a_seal_nothing_is_proven()
    {
        _home.Edit(audit => audit.Execute("DELETE FROM entry; DELETE FROM seal; DELETE FROM anchor; DELETE FROM sqlite_sequence"));

        Assert.Equal(ChainFaultKind.Empty, _home.VerifyElsewhere().Fault?.Kind);
        Assert.Equal("Entries 1 to 101 were removed.", _home.Verify().Fault?.Description);
    }

    private static (ChainFaultKind?, long?) Fault(ChainVerification verification) => (verification.Fault?.Kind, verification.Fault?.Sequence);

    /// <summary>After the next start and the one after it, here and elsewhere.</summary>
    private void StaysFound()
    {
        for (var start = 1; start <= 2; start++)
        {
            _home.Run(3);
            Assert.False(_home.Verify().IsSound);
            Assert.False(_home.VerifyElsewhere().IsSound);
        }

        // It is said once, and not again and again.
        using var store = AuditStore.OpenForReading(_home.Audit);
        Assert.Single(store.ReadAfter(0, 1000).Where(entry => entry.Kind == nameof(AuditKind.AuditBent)).Select(entry => entry.Boot).Distinct());
    }

    private static void Forge(SqliteConnection audit, int entries)
    {
        audit.Execute("DELETE FROM entry; DELETE FROM seal");
        var last = default(ChainLink);
        for (var i = 1; i <= entries; i++)
            last = AuditRows.Add(audit, last, 1, Happening.Record(i, detail: "never"));
        audit.Execute($"UPDATE sqlite_sequence SET seq = {entries}");
    }

    private static void Reseal(SqliteConnection audit, params SealPurpose[] purposes)
    {
        using var other = UnitSigner.Create();
        foreach (var purpose in purposes)
        {
            var link = purpose == SealPurpose.Anchor
                ? AuditRows.Anchor(audit).Link
                : AuditRows.Last(audit) with { Sequence = audit.Integer("SELECT max(sequence) FROM entry") };
            SealRows.Add(audit, AuditSeal.Make(SealRows.AuditId(audit), purpose, link, 1, Enroll.Day, default, other));
        }
    }
}
