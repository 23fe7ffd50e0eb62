using DoorFace.Core.Keys;

namespace DoorFace.Core.Audit;

/// <summary>What came of checking the audit.</summary>
/// <param name="Before">Entries that were written before there was a chain: nothing can be said of them.</param>
/// <param name="Verified">Chained entries that are as they were written; those from the fault on are not counted.</param>
/// <param name="Last">The last sound place: compare it with a receipt's.</param>
/// <param name="Fault">The first place that is not as it was written; null when there is none.</param>
public sealed record ChainVerification(long Before, long Verified, ChainLink Last, ChainFault? Fault)
{
    /// <summary>How many of the verified entries have no content any more, because their time was over.</summary>
    public long Erased { get; init; }

    /// <summary>The last entry under a sound seal; 0 when nothing is sealed.</summary>
    public long SealedUpTo { get; init; }

    /// <summary>The key by which seals were checked; null when there are none and none was asked for.</summary>
    public UnitPublicKey? Key { get; init; }

    /// <summary>What the unit noted of its seals, as sentences; null when nothing.</summary>
    public string? Note { get; init; }

    public bool IsSound => Fault is null;
}
