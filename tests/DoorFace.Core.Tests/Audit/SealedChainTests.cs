using CsCheck;
using DoorFace.Core.Audit;
using DoorFace.Core.Keys;

namespace DoorFace.Core.Tests.Audit;

/// <summary>What a bare chain cannot find, the unit's seals do.</summary>
public sealed class SealedChainTests : IDisposable
{
    private static readonly DateTimeOffset Day = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);
    private static readonly byte[] AuditId = [.. Enumerable.Range(1, AuditSeal.AuditIdLength).Select(number => (byte)number)];

    private readonly UnitSigner _signer = UnitSigner.Create();
    private readonly UnitSigner _other = UnitSigner.Create();

    public void Dispose()
    {
        _signer.Dispose();
        _other.Dispose();
    }

    [Fact]
    public void A_sealed_audit_is_sound_for_its_key_and_for_whoever_does_not_know_it()
    {
        var (seals, entries) = Sealed(12);

        foreach (var key in (UnitPublicKey?[])[_signer.PublicKey, null])
        {
            var verification = HashChain.Verify(seals, entries, 12, key);
            Assert.Equal((null, 12, 12, _signer.PublicKey), (verification.Fault, verification.Verified, verification.SealedUpTo, verification.Key));
        }

        Assert.Equal(ChainFaultKind.Forged, HashChain.Verify(seals, entries, 12, _other.PublicKey).Fault?.Kind);
    }

    [Fact]
    public void Entries_written_anew_are_found_between_two_seals() => Gen.Int[0, 11].Sample(place =>
    {
        var (seals, entries) = Sealed(12);
        var before = place == 0 ? default : new ChainLink(place, entries[place - 1].Hash!.Value);
        for (var i = place; i < entries.Length; i++)
        {
            entries[i] = HashChain.Chain(before, entries[i].Content! with { Detail = "never" }, RetentionClass.Access);
            before = new ChainLink(i + 1, entries[i].Hash!.Value);
        }

        var verification = HashChain.Verify(seals, entries, 12, _signer.PublicKey);

        // The checkpoints stand under entries 5 and 10.
        var sealedBefore = place / 5 * 5;
        Assert.Equal((ChainFaultKind.Changed, sealedBefore + 1), (verification.Fault?.Kind, verification.Fault?.Sequence));
        Assert.Equal((sealedBefore, sealedBefore), (verification.Last.Sequence, verification.Verified));
    }, iter: 24);

    [Fact]
    public void The_newest_entries_cut_off_with_the_count_are_found() => Gen.Int[1, 11].Sample(kept =>
    {
        var (seals, entries) = Sealed(12);

        var fault = HashChain.Verify(seals, entries[..kept], kept, _signer.PublicKey).Fault;

        Assert.Equal((ChainFaultKind.Missing, kept + 1), (fault?.Kind, fault?.Sequence));
    }, iter: 22);

    [Fact]
    public void A_checkpoint_in_the_place_of_the_newest_seal_hides_no_cut()
    {
        var (seals, entries) = Sealed(12);
        AuditSeal[] left = [.. seals.Seals.Where(seal => seal.Link.Sequence <= 5)];
        var promoted = left.Single(seal => seal.Link.Sequence == 5) with { Purpose = SealPurpose.Head };

        Assert.Equal(ChainFaultKind.Unsealed, HashChain.Verify(seals with { Seals = left }, entries[..7], 7, _signer.PublicKey).Fault?.Kind);
        Assert.Equal(ChainFaultKind.Unsealed, HashChain.Verify(seals with { Seals = left }, entries[..5], 5, _signer.PublicKey).Fault?.Kind);
        Assert.Equal(ChainFaultKind.Forged, HashChain.Verify(seals with { Seals = [.. left, promoted] }, entries[..5], 5, _signer.PublicKey).Fault?.Kind);
    }

    [Fact]
    public void An_entry_put_behind_the_newest_seal_is_named()
    {
        var (seals, entries) = Sealed(12);
        var added = HashChain.Chain(new ChainLink(12, entries[^1].Hash!.Value), entries[0].Content!, RetentionClass.Access);

        var fault = HashChain.Verify(seals, [.. entries, added], 13, _signer.PublicKey).Fault;

        Assert.Equal((ChainFaultKind.Unsealed, 13), (fault?.Kind, fault?.Sequence));
    }

    [Fact]
    public void The_oldest_entries_taken_away_and_the_beginning_moved_are_found() => Gen.Select(Gen.Int[1, 11], Gen.Bool).Sample((gone, resealed) =>
    {
        var (seals, entries) = Sealed(12);
        var anchor = new ChainLink(gone, entries[gone - 1].Hash!.Value);
        AuditSeal[] forged = [.. seals.Seals.Select(seal => seal.Purpose != SealPurpose.Anchor ? seal : resealed ? Seal(SealPurpose.Anchor, anchor, _other) : seal with { Link = anchor })];

        var fault = HashChain.Verify(seals with { Anchor = anchor, Seals = forged }, entries[gone..], 12, _signer.PublicKey).Fault;

        Assert.Equal((ChainFaultKind.Forged, gone + 1), (fault?.Kind, fault?.Sequence));
    }, iter: 44);

    [Fact]
    public void Marks_moved_so_that_more_may_be_empty_are_found()
    {
        var (seals, entries) = Sealed(12);
        entries[3] = entries[3] with { Content = null, Salt = null };

        Assert.Equal((ChainFaultKind.Emptied, 4), Fault(HashChain.Verify(seals, entries, 12, _signer.PublicKey)));
        Assert.Equal((ChainFaultKind.Forged, 1), Fault(HashChain.Verify(seals with { Erased = new ErasedMarks(4, 4) }, entries, 12, _signer.PublicKey)));
    }

    [Fact]
    public void Without_any_seal_only_who_knows_the_key_sees_that_they_were_taken_away()
    {
        var (seals, entries) = Sealed(12);

        Assert.Equal((ChainFaultKind.Unsealed, 1), Fault(HashChain.Verify(seals with { Seals = [] }, entries, 12, _signer.PublicKey)));
        Assert.True(HashChain.Verify(seals with { Seals = [] }, entries, 12).IsSound);
    }

    [Fact]
    public void An_audit_that_was_emptied_with_its_seals_proves_nothing_to_who_knows_the_key()
    {
        var (seals, _) = Sealed(12);
        var emptied = seals with { Seals = [], Anchor = new ChainLink(12, default) };

        Assert.Equal((ChainFaultKind.Unsealed, 1), Fault(HashChain.Verify(emptied, [], 12, _signer.PublicKey)));
        Assert.Equal((ChainFaultKind.Empty, 1), Fault(HashChain.Verify(emptied with { Anchor = default }, [], 0, _signer.PublicKey)));
        Assert.True(HashChain.Verify(emptied, [], 12).IsSound);
    }

    [Fact]
    public void What_the_unit_remembers_must_be_in_the_audit_or_before_its_beginning() => Gen.Int[1, 12].Sample(number =>
    {
        var (seals, entries) = Sealed(12);
        var remembered = new RememberedAudit(AuditId, new ChainLink(number, entries[number - 1].Hash!.Value));
        var another = remembered with { Link = new ChainLink(number, entries[number % 12].Hash!.Value) };
        var anchor = new ChainLink(12, entries[^1].Hash!.Value);
        AuditSeals empty = seals with { Anchor = anchor, Seals = [Seal(SealPurpose.Anchor, anchor, _signer), Seal(SealPurpose.Head, anchor, _signer)] };

        Assert.Null(HashChain.Verify(seals, entries, 12, _signer.PublicKey, remembered).Fault);
        Assert.Equal((ChainFaultKind.Changed, ((number - 1) / 5 * 5) + 1), Fault(HashChain.Verify(seals, entries, 12, _signer.PublicKey, another)));
        Assert.Null(HashChain.Verify(empty, [], 12, _signer.PublicKey, remembered).Fault);
        Assert.Equal(number == 12 ? ChainFaultKind.Changed : null, HashChain.Verify(empty, [], 12, _signer.PublicKey, another).Fault?.Kind);
    }, iter: 24);

    [Fact]
    public void An_older_state_than_the_unit_remembers_and_another_audit_are_found()
    {
        var (seals, entries) = Sealed(12);
        var remembered = new RememberedAudit(AuditId, new ChainLink(15, default));

        Assert.Equal((ChainFaultKind.Missing, 13), Fault(HashChain.Verify(seals, entries, 12, _signer.PublicKey, remembered)));
        Assert.Equal((ChainFaultKind.Missing, 1), Fault(HashChain.Verify(seals, entries, 12, _signer.PublicKey, remembered with { AuditId = new byte[2] })));
        var setAside = HashChain.Verify(seals, entries, 12, _signer.PublicKey, remembered with { AuditId = new byte[2], IsSetAside = true });
        Assert.Equal((null, "The one before, sealed up to entry 15, was damaged and set aside."), (setAside.Fault, setAside.Note));
    }

    [Fact]
    public void Whatever_is_changed_in_a_seal_it_is_found() => Gen.Select(Gen.Int[0, 3], Gen.Int[0, 6]).Sample((which, field) =>
    {
        var (seals, entries) = Sealed(12);
        var seal = seals.Seals[which];
        var changed = field switch
        {
            0 => seal with { Link = seal.Link with { Sequence = seal.Link.Sequence + 1 } },
            1 => seal with { Link = seal.Link with { Hash = entries[8].Hash!.Value } },
            2 => seal with { Boot = 9 },
            3 => seal with { At = seal.At.AddMilliseconds(1) },
            4 => seal with { Erased = new ErasedMarks(0, 1) },
            5 => seal with { Signature = new byte[UnitSigner.SignatureLength] },
            _ => seal with { Key = _other.PublicKey },
        };

        var verification = HashChain.Verify(seals with { Seals = [.. seals.Seals.Select(one => one == seal ? changed : one)] }, entries, 12, _signer.PublicKey);

        Assert.False(verification.IsSound);
    }, iter: 100);

    [Fact]
    public void A_seal_of_another_audit_is_none_here()
    {
        var (seals, entries) = Sealed(12);

        Assert.Equal(ChainFaultKind.Forged, HashChain.Verify(seals with { AuditId = new byte[AuditSeal.AuditIdLength] }, entries, 12, _signer.PublicKey).Fault?.Kind);
    }

    private static (ChainFaultKind?, long?) Fault(ChainVerification verification) => (verification.Fault?.Kind, verification.Fault?.Sequence);

    private static AuditSeal Seal(SealPurpose purpose, ChainLink link, UnitSigner signer) => AuditSeal.Make(AuditId, purpose, link, 1, Day, default, signer);

    /// <summary>An audit with the beginning sealed, a checkpoint under every fifth entry, and the last.</summary>
    private (AuditSeals Seals, ChainedEntry[] Entries) Sealed(int count)
    {
        var last = default(ChainLink);
        List<ChainedEntry> entries = [];
        List<AuditSeal> seals = [Seal(SealPurpose.Anchor, default, _signer)];
        for (var i = 1; i <= count; i++)
        {
            entries.Add(HashChain.Chain(last, new AuditEntry(0, 1, Day.AddSeconds(i), TimeSpan.Zero, "DoorOpened", null, $"{i}"), RetentionClass.Access));
            last = new ChainLink(i, entries[^1].Hash!.Value);
            if (i % 5 == 0)
                seals.Add(Seal(SealPurpose.Checkpoint, last, _signer));
        }

        seals.Add(Seal(SealPurpose.Head, last, _signer));
        return (new AuditSeals(AuditId, default, default, seals), [.. entries]);
    }
}
