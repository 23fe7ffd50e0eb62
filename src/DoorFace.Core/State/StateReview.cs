namespace DoorFace.Core.State;

/// <summary>
/// Whether the parts of a unit's state (residents, key, audit, witness) belong together and none of them is missing, emptied, another unit's or older than
/// the others remember. A newer one is no wonder: it is stored first and remembered afterwards, and a power cut may come in between.
/// </summary>
public static class StateReview
{
    /// <summary>What is wrong, a sentence each; none when all is well, and for a new unit.</summary>
    public static IReadOnlyList<string> Of(StateEvidence evidence)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        return evidence.ResidentsFile == PartPresence.Known ? [.. OfResidents(evidence), .. OfAudit(evidence)] : [.. WithoutResidents(evidence)];
    }

    private static IEnumerable<string> WithoutResidents(StateEvidence evidence)
    {
        if (evidence.ResidentsFault is { } fault)
        {
            yield return fault;
            yield break;
        }

        if (evidence.Witness is { IsReset: true })
            yield break; // The next residents take the place of those that were erased.
        var what = evidence.ResidentsFile == PartPresence.Missing ? "The residents' file is missing" : "The residents' file is empty";
        if (evidence.Witness is { Residents: var residents })
            yield return $"{what}: the witness knows of {residents}.";
        else if (evidence.AuditRemembers is { } remembered)
            yield return $"{what}: the audit knows of {remembered}.";
        else if (evidence.WitnessFile == PartPresence.Unusable)
            yield return $"{what}, and the witness is damaged.";
        else if (evidence is { HasKeyFile: true, WasReset: false })
            yield return $"{what}, though there is a key to one.";
    }

    private static IEnumerable<string> OfResidents(StateEvidence evidence)
    {
        var (residents, witness) = (evidence.Residents!, evidence.Witness);
        if (evidence.MissingResidents > 0)
            yield return $"{evidence.MissingResidents} resident(s) were taken out of the residents' file.";
        if (evidence.WitnessFile == PartPresence.Unusable)
            yield return "The witness is damaged, or no unit's.";
        else if (evidence.WitnessFile == PartPresence.Missing && evidence.IsWitnessed)
            yield return "The witness is missing.";

        if (witness is not null && witness.Residents.Unit != residents.Unit)
        {
            if (!witness.IsReset)
                yield return $"The residents' file is another unit's, or was begun anew: the witness knows of {witness.Residents}.";
        }
        else if (witness is not null && residents.Generation < witness.Residents.Generation)
        {
            yield return $"The residents' file is older than what the witness remembers: it has {residents}; remembered are {witness.Residents}.";
        }
    }

    private static IEnumerable<string> OfAudit(StateEvidence evidence)
    {
        var (residents, witness, remembered) = (evidence.Residents!, evidence.Witness, evidence.AuditRemembers);
        if (evidence.AuditFile is PartPresence.Missing or PartPresence.New)
        {
            if (witness is { AuditId.IsEmpty: false } || (witness is null && evidence.RememberedAudit is { IsSetAside: false }))
                yield return $"The audit is {(evidence.AuditFile == PartPresence.Missing ? "missing" : "empty")}.";
            yield break;
        }

        if (evidence.AuditFile != PartPresence.Known)
            yield break; // It is set aside at the next start, and says so itself.
        if (witness is { AuditId.IsEmpty: false, IsReset: false } && !witness.AuditId.Span.SequenceEqual(evidence.AuditId.Span))
            yield return "The audit was emptied, or is another one than the witness knows.";
        else if (!evidence.HasWitnessedEntry)
            yield return $"The audit is older than what the witness remembers: entry {witness!.Audit.Sequence} is not in it.";

        if (remembered is null)
        {
            if (evidence.RememberedAudit is { SealsMemory: true } known && known.IsOf(evidence.AuditId.Span))
                yield return "What the audit remembered of the residents' file was taken out of it.";
        }
        else if (remembered.Unit != residents.Unit)
        {
            if (remembered.Unit != witness?.Before && witness?.IsReset != true)
                yield return $"The residents' file is another unit's, or was begun anew: the audit knows of {remembered}.";
        }
        else if (!evidence.IsAuditMemorySound)
        {
            yield return "What the audit remembers of the residents' file was changed.";
        }
        else if (residents.Generation < remembered.Generation)
        {
            yield return $"The residents' file is older than what the audit remembers: it has {residents}; remembered are {remembered}.";
        }
    }
}
