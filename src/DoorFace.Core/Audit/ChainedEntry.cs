namespace DoorFace.Core.Audit;

/// <summary>An entry with what proves it.</summary>
/// <param name="Sequence">Its place.</param>
/// <param name="Class">How long its content is kept.</param>
/// <param name="Content">Null when it was erased because its time was over, or cannot be read.</param>
/// <param name="Salt">What its digest is salted with; null when it was erased with the content.</param>
/// <param name="Digest">What content and salt come to; null for an entry written before there was a chain.</param>
/// <param name="Hash">What it and all before it come to; null for an entry written before there was a chain.</param>
public sealed record ChainedEntry(long Sequence, RetentionClass Class, AuditEntry? Content, EntrySalt? Salt, ChainHash? Digest, ChainHash? Hash)
{
    /// <summary>Something stands there that no entry ever looked like.</summary>
    public bool IsUnreadable { get; init; }
}
