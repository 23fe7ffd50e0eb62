namespace DoorFace.Core.Audit;

/// <summary>What holds the entries of an audit in their place.</summary>
/// <param name="AuditId">Sixteen random bytes that tell this audit from every other; of another length when somebody changed them.</param>
/// <param name="Anchor">What stands before the first chained entry that is kept.</param>
/// <param name="Erased">What may have been erased since.</param>
/// <param name="Seals">All of them, in any order.</param>
public sealed record AuditSeals(ReadOnlyMemory<byte> AuditId, ChainLink Anchor, ErasedMarks Erased, IReadOnlyList<AuditSeal> Seals)
{
    /// <summary>What lost its content or went before its time, in sentences: the sealed beginning tells it.</summary>
    public IEnumerable<string> Evicted
    {
        get
        {
            if (Erased.Evicted > 0)
                yield return $"Entries up to {Erased.Evicted} went before their time: there were too many.";
            if (Erased.Outside > Math.Max(Erased.Access, Erased.Evicted))
                yield return $"What had come from outside up to entry {Erased.Outside} was emptied before its time: there was too much of it.";
        }
    }

    /// <summary>Of an audit that no key has ever sealed.</summary>
    public static AuditSeals None(ChainLink anchor) => new(default, anchor, default, []);
}
