namespace DoorFace.Core.Audit;

/// <summary>
/// What a unit remembers, outside of its audit, of what it has sealed there: what was wiped, cut off or replaced with every seal is found by it.
/// </summary>
/// <param name="AuditId">Of the audit.</param>
/// <param name="Link">A place in it that was under a seal; there may be later ones.</param>
/// <param name="IsSetAside">The unit itself took this audit away, because it was damaged: another one may follow.</param>
public sealed record RememberedAudit(ReadOnlyMemory<byte> AuditId, ChainLink Link, bool IsSetAside = false)
{
    /// <summary>What the door must not forget, and what is remembered of the residents, is under the unit's seal in it: what is not is none of the unit's.</summary>
    public bool SealsMemory { get; init; }

    public bool IsOf(ReadOnlySpan<byte> auditId) => AuditId.Span.SequenceEqual(auditId);
}
