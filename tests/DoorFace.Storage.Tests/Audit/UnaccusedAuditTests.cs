using System.Text;
using DoorFace.Core.Audit;
using DoorFace.Core.Keys;
using DoorFace.Storage.Audit;
using DoorFace.Storage.Residents;
using DoorFace.Storage.Tests.Support;

namespace DoorFace.Storage.Tests.Audit;

/// <summary>Whatever happens to a unit of itself, what it remembers of its audit accuses nobody.</summary>
public sealed class UnaccusedAuditTests : IDisposable
{
    private readonly SealedHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public void A_new_unit_remembers_its_first_seal_and_each_checkpoint_and_no_other_entry()
    {
        using var store = _home.Start();
        Assert.Null(_home.Signer.Remembered);

        store.Append(Happening.Records(1, 2), null);
        Assert.Equal(2, _home.Signer.Remembered?.Link.Sequence);
        for (var i = 3; i <= 250; i++)
        {
            store.Append(Happening.Records(i, 1), null);
            Assert.Equal(Math.Max(2, i / 100 * 100), _home.Signer.Remembered?.Link.Sequence);
        }

        store.Append([Happening.Record(251, AuditKind.Stopped)], null);
        Assert.Equal(251, _home.Signer.Remembered?.Link.Sequence);
        Sound(note: null);
    }

    [Fact]
    public void A_unit_that_sealed_before_it_could_remember_remembers_from_the_next_entry_on()
    {
        using (var signer = UnitSignerOf())
        using (var store = AuditStore.Open(_home.Audit, signer: new BenchSigner(signer)))
            store.Append(Happening.Records(1, 20), null);
        Sound(note: null);

        _home.Run(3);

        Sound(note: null);
        Assert.NotNull(_home.Signer.Remembered);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_factory_reset_begins_with_nothing_remembered(bool isCutOff)
    {
        _home.Run(150);
        using (var store = _home.Start())
        {
            store.Append([Happening.Record(1, AuditKind.Started)], null);
            using (var residents = ResidentStore.Open(_home.Residents))
                residents.RemoveAll();
            // Its signer is still the one that is destroyed now.
            store.Append([Happening.Record(2, AuditKind.Stopped)], null);
            if (!isCutOff)
            {
                _home.Signer.Forget();
                store.Clear([Happening.Record(3, AuditKind.FactoryReset)], DateTimeOffset.UnixEpoch);
            }
        }

        _home.Run(3);

        var verification = _home.Verify();
        Assert.Null(verification.Fault);
        Assert.NotEqual(_home.PublicKey, verification.Key);
        Assert.Equal(isCutOff, verification.Note is not null);
    }

    [Fact]
    public void A_cleared_audit_and_one_whose_oldest_entries_went_hold_what_is_remembered()
    {
        _home.Run(150);
        using (var store = AuditStore.Open(_home.Audit, most: 20, signer: _home.Signer))
            store.Append(Happening.Records(1, 40), null);
        Sound("Entries up to 170 went before their time: there were too many.");

        using (var store = _home.Start())
            store.Clear([], DateTimeOffset.UnixEpoch);
        Sound(note: null);
        _home.Run(3);
        Sound(note: null);
    }

    [Fact]
    public void Emptied_entries_hold_what_is_remembered()
    {
        _home.Run(150);
        using (var store = _home.Start())
        {
            store.Append([Happening.Record(1, AuditKind.Started)], null);
            store.Append([Happening.Record(2, trusted: true)], null);
            var later = Happening.Record(0, trusted: true) with { At = Enroll.Day.AddDays(500) };
            Assert.True(store.Retain(new AuditRetention(TimeSpan.FromDays(30), TimeSpan.FromDays(365)), later));
            Assert.True(_home.Signer.Remembered?.Link.Sequence < AuditRows.Anchor(store.Connection).Link.Sequence);
        }

        Sound(note: null);
        _home.Run(3);
        Sound(note: null);
    }

    [Fact]
    public void A_damaged_one_was_set_aside_by_the_unit_itself_which_says_up_to_where()
    {
        _home.Run(150);
        Damage();
        _home.Start().Dispose();
        _home.Start().Dispose();
        Assert.Equal(ChainFaultKind.Empty, _home.Verify().Fault?.Kind);

        _home.Run(3);

        Sound("Entry 1 says: the audit before, sealed up to entry 101, was damaged and set aside.");
        _home.Run(3);
        Sound("Entry 1 says: the audit before, sealed up to entry 101, was damaged and set aside.");
    }

    [Fact]
    public void A_power_cut_after_that_was_noted_and_before_the_damaged_one_was_moved_changes_nothing()
    {
        _home.Run(150);
        _home.Signer.Remember(_home.Signer.Remembered! with { IsSetAside = true });
        Sound(note: null);
        _home.Run(3);
        Sound(note: null);
        Assert.False(_home.Signer.Remembered?.IsSetAside);
    }

    [Fact]
    public void Another_master_key_keeps_what_is_remembered()
    {
        _home.Run(150);
        using (var residents = ResidentStore.Open(_home.Residents))
            residents.RotateKey();

        Sound(note: null);
        Assert.Equal(101, _home.Signer.Remembered?.Link.Sequence);
        _home.Run(3);
        Sound(note: null);
        using (var residents = ResidentStore.Open(_home.Residents))
            residents.RenewTemplates();
        Sound(note: null);
    }

    [Fact]
    public void While_the_key_is_away_entries_wait_for_a_seal_and_what_is_remembered_holds()
    {
        _home.Run(150);
        _home.Signer.IsAway = true;
        _home.Run(120);
        _home.Signer.IsAway = false;
        Assert.Equal(ChainFaultKind.Unsealed, _home.Verify().Fault?.Kind);

        _home.Run(3);

        Sound("Entry 271 says: entries 151 to 270 had been stored without the unit's key, or by something else.");
    }

    [Fact]
    public void A_unit_without_a_key_so_far_is_sealed_with_a_word()
    {
        _home.Signer.IsAway = true;
        _home.Run(20);
        _home.Signer.IsAway = false;

        _home.Run(3);

        Sound("Entry 21 says: entries 1 to 20 had been stored without the unit's key, or by something else.");
    }

    [Fact]
    public void What_is_remembered_may_be_older_than_the_audit()
    {
        _home.Run(150);
        var residents = File.ReadAllBytes(_home.Residents);
        _home.Run(120);
        File.WriteAllBytes(_home.Residents, residents);

        Sound(note: null);
        _home.Run(3);
        Sound(note: null);
    }

    [Fact]
    public void A_process_killed_between_an_entry_and_remembering_it_accuses_nobody()
    {
        var random = new Random(44);
        long before = 0;
        for (var kill = 1; kill <= 8; kill++)
        {
            var acknowledged = OtherProcess.RunUntilKilled("seal", _home.Residents, random);

            Sound(note: null);
            Assert.True(_home.Signer.Remembered?.Link.Sequence >= before + acknowledged);
            before = _home.Signer.Remembered!.Link.Sequence;
        }
    }

    private UnitSigner UnitSignerOf()
    {
        using var residents = ResidentStore.Open(_home.Residents);
        return residents.Signer();
    }

    private void Sound(string? note)
    {
        var verification = _home.Verify();
        Assert.Equal((null, note), (verification.Fault?.Description, verification.Note));
        Assert.Equal(note, _home.VerifyElsewhere().Note);
    }

    private void Damage()
    {
        using var file = File.OpenWrite(_home.Audit);
        file.Write(Encoding.ASCII.GetBytes(new string('x', 16)));
    }
}
