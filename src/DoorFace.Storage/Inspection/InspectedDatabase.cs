using DoorFace.Core.Audit;
using DoorFace.Storage.Audit;

namespace DoorFace.Storage.Inspection;

/// <summary>A database that is whole.</summary>
/// <param name="SchemaVersion">The version of its tables.</param>
/// <param name="CurrentVersion">The version that this program writes; the next start brings an older file to it.</param>
/// <param name="ErasurePending">What was removed may still be in the file.</param>
/// <param name="Audit">What is special to an audit; null for another file, and for an older one.</param>
public sealed record InspectedDatabase(long SchemaVersion, long CurrentVersion, bool ErasurePending, InspectedAudit? Audit)
{
    /// <summary>Names, of several residents each, that are one name written differently; a file of an earlier version took them for two.</summary>
    public IReadOnlyList<string> NamesOfSeveral { get; init; } = [];
}

/// <summary>What an audit says of itself and of the clock.</summary>
/// <param name="Chain">Whether its entries are as they were written.</param>
/// <param name="LatestEntryAt">As <see cref="AuditStore.LatestEntryAt"/>.</param>
/// <param name="ClockDistrusted">As <see cref="AuditStore.IsClockDistrusted"/>.</param>
public sealed record InspectedAudit(ChainVerification Chain, DateTimeOffset? LatestEntryAt, bool ClockDistrusted);
