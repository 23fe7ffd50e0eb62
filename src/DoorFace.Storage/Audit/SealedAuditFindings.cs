using DoorFace.Core.Audit;

namespace DoorFace.Storage.Audit;

/// <summary>What is found of the audit before anything is added to it.</summary>
internal sealed partial class SealedAudit
{
    /// <summary>What must be said before anything new is sealed, lest the new seal hide it.</summary>
    private List<AuditEvent> Findings((AuditSeal Seal, long Id)? head, ChainLink last, DateTimeOffset at, AuditEvent? ofRemembered)
    {
        List<AuditEvent> findings = [];
        if (signer is null)
            return findings;

        var isFirst = !SealRows.Any(connection);
        if (ofRemembered is not null)
            findings.Add(ofRemembered);
        if (FindingAtBeginning(head?.Seal, isFirst, at) is { } atBeginning)
            findings.Add(atBeginning);
        if (FindingAtEnd(head, last, isFirst) is { } atEnd && !findings.Contains(atEnd))
            findings.Add(atEnd);
        // One that does not fit stays, so that whoever checks finds the place.
        if (head is { Id: var id } && !findings.Any(finding => finding.Kind == AuditKind.AuditBent))
            SealRows.Remove(connection, id);
        return findings;
    }

    /// <summary>What the audit lacks of what the unit remembers.</summary>
    private AuditEvent? FindingOfRemembered(ChainLink last)
    {
        if (signer is null || _remembered is not { Link: var link })
            return null;
        if (RememberedPlace is null)
        {
            return _remembered.IsSetAside
                ? new AuditEvent(AuditKind.AuditSealed, $"the audit before, sealed up to entry {link.Sequence}, was damaged and set aside")
                : new AuditEvent(AuditKind.AuditBent, $"the audit that had been sealed up to entry {link.Sequence} was gone, with another one in its place");
        }

        if (!SealRows.Any(connection))
            return new AuditEvent(AuditKind.AuditBent, $"every seal was gone, though the audit had been sealed up to entry {link.Sequence}");
        if (link.Sequence > last.Sequence)
            return new AuditEvent(AuditKind.AuditBent, $"the end was gone, {Entries(last.Sequence + 1, link.Sequence)}, though it had been sealed");
        // What is before the beginning went in its time: that is under a seal of its own.
        var anchor = AuditRows.Anchor(connection).Link;
        if (link.Sequence < anchor.Sequence)
            return null;
        var there = link.Sequence == anchor.Sequence ? anchor.Hash : AuditRows.HashOf(connection, link.Sequence);
        return there == link.Hash ? null : Unlike(link.Sequence, there);
    }

    private AuditEvent? FindingAtBeginning(AuditSeal? head, bool isFirst, DateTimeOffset at)
    {
        var (anchor, erased) = AuditRows.Anchor(connection);
        var present = SealRows.Newest(connection, SealPurpose.Anchor)?.Seal;
        var fits = present is not null && present.Link == anchor && present.Erased == erased && present.IsValid(_auditId);
        if (fits && signer!.PublicKey.Equals(present!.Key))
            return null;

        SealAnchor(anchor, erased, at);
        // When the end is under that other key too, more is said of it there.
        return isFirst || (fits && present!.Key!.Equals(head?.Key))
            ? null
            : new AuditEvent(AuditKind.AuditBent, $"the beginning, before entry {anchor.Sequence + 1}, was not as it had been sealed");
    }

    private AuditEvent? FindingAtEnd((AuditSeal Seal, long Id)? head, ChainLink last, bool isFirst)
    {
        var anchor = AuditRows.Anchor(connection).Link;
        if (head is not { Seal: var seal })
        {
            if (!isFirst)
                return new AuditEvent(AuditKind.AuditBent, $"the newest seal was gone, and whatever came after entry {last.Sequence} with it");
            return last.Sequence == anchor.Sequence ? null : Unsealed(anchor.Sequence + 1, last.Sequence);
        }

        var number = seal.Link.Sequence;
        if (!seal.IsValid(_auditId))
            return new AuditEvent(AuditKind.AuditBent, $"the newest seal, under entry {number}, was no seal of a unit");
        var there = number == anchor.Sequence ? anchor.Hash : AuditRows.HashOf(connection, number);
        if (there != seal.Link.Hash)
            return Unlike(number, there);
        if (!signer!.PublicKey.Equals(seal.Key))
        {
            // Before this unit's first seal, another unit's are no wonder.
            return new AuditEvent(
                RememberedPlace is null ? AuditKind.AuditSealed : AuditKind.AuditBent,
                $"up to entry {number} the audit had been sealed with another key, {seal.Key!.Fingerprint}");
        }

        return number < last.Sequence ? Unsealed(number + 1, last.Sequence) : null;
    }

    /// <summary>What is wrong with the audit and could not be found any more once entries are gone; null for nothing.</summary>
    private ChainFault? Unsaid() =>
        signer is not null && Verify(connection, signer.PublicKey, null).Fault is { Kind: not ChainFaultKind.Bent } fault ? fault : null;

    private void Say(ChainFault? found, AuditRecord stamp)
    {
        if (found is not null)
            Append([stamp with { Event = new AuditEvent(AuditKind.AuditBent, $"found before old entries went: {found.Description}") }]);
    }

    private static AuditEvent Unlike(long number, ChainHash? there) =>
        new(AuditKind.AuditBent, $"entry {number} was {(there is null ? "gone" : "not the one that had been sealed")}");

    private static AuditEvent Unsealed(long from, long to) => new(
        AuditKind.AuditSealed, $"{Entries(from, to)} had been stored without the unit's key, or by something else");

    private static string Entries(long from, long to) => from == to ? $"entry {to}" : $"entries {from} to {to}";
}
