using DoorFace.Core.Audit;

namespace DoorFace.Host.Audit;

/// <summary>What came of checking the audit, as <c>--json</c> prints it.</summary>
/// <param name="Sound">Whether every chained entry is as it was written.</param>
/// <param name="Before">Entries that were written before there was a chain: nothing can be said of them.</param>
/// <param name="Verified">Chained entries that are as they were written.</param>
/// <param name="LastSequence">The last sound entry.</param>
/// <param name="LastHash">What all up to it comes to: the same as on a receipt of that number.</param>
/// <param name="Fault">The first place that is not as it was written, as a sentence; null when there is none.</param>
internal sealed record AuditVerdict(bool Sound, long Before, long Verified, long LastSequence, string LastHash, string? Fault)
{
    public static AuditVerdict Of(ChainVerification found) =>
        new(found.IsSound, found.Before, found.Verified, found.Last.Sequence, found.Last.Hash.ToString(), found.Fault?.Description);
}
