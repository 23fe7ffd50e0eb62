namespace DoorFace.Core.Audit;

/// <summary>What holds the entries of an audit in their place.</summary>
/// <param name="AuditId">Sixteen random bytes that tell this audit from every other; of another length when somebody changed them.</param>
/// <param name="Anchor">What stands before the first chained entry that is kept.</param>
/// <param name="Erased">What may have been erased since.</param>
/// <param name="Seals">All of them, in any order.</param>
public sealed record AuditSeals(ReadOnlyMemory<byte> AuditId, ChainLink Anchor, ErasedMarks Erased, IReadOnlyList<AuditSeal> Seals)
{
    /// <summary>Of an audit that no key has ever sealed.</summary>
    public static AuditSeals None(ChainLink anchor) => new(default, anchor, default, []);
}
