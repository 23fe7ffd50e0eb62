namespace DoorFace.Core.Audit;

/// <summary>What came of checking the audit.</summary>
/// <param name="Before">Entries that were written before there was a chain: nothing can be said of them.</param>
/// <param name="Verified">Chained entries that are as they were written; those from the fault on are not counted.</param>
/// <param name="Last">The last sound place: compare it with a receipt's.</param>
/// <param name="Fault">The first place that is not as it was written; null when there is none.</param>
public sealed record ChainVerification(long Before, long Verified, ChainLink Last, ChainFault? Fault)
{
    public bool IsSound => Fault is null;
}
