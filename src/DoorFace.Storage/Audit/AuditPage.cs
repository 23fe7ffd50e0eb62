using DoorFace.Core.Audit;

namespace DoorFace.Storage.Audit;

/// <summary>A part of the audit with what proves it, all as it was at one instant.</summary>
/// <param name="Entries">The oldest first; those that were emptied among them.</param>
/// <param name="Seals">What holds the whole audit in its place.</param>
/// <param name="LastGiven">The greatest number that was ever given to an entry.</param>
public sealed record AuditPage(IReadOnlyList<ChainedEntry> Entries, AuditSeals Seals, long LastGiven);
