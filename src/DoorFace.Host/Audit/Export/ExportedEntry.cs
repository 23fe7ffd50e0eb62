using DoorFace.Core.Audit;
using DoorFace.Core.Biometrics;

namespace DoorFace.Host.Audit.Export;

/// <summary>An entry with what proves it; without names. What it says is null when it was emptied because its time was over.</summary>
/// <param name="Sequence">Its place in the order of things.</param>
/// <param name="Retention">How long what it says is kept.</param>
/// <param name="Boot">The start of the service that it belongs to.</param>
/// <param name="At">What the wall clock said.</param>
/// <param name="SecondsSinceStart">Seconds since that start by a clock that cannot be set; to the millisecond.</param>
/// <param name="ClockTrusted">Whether the wall clock was trusted.</param>
/// <param name="Kind">What happened.</param>
/// <param name="ResidentId">The resident concerned.</param>
/// <param name="Detail">More about it.</param>
/// <param name="Salt">What the digest is salted with.</param>
/// <param name="Digest">What salt and content come to; null for an entry from before there was a chain.</param>
/// <param name="Hash">What this entry and all before it come to; null for an entry from before there was a chain.</param>
internal sealed record ExportedEntry(
    long Sequence,
    RetentionClass Retention,
    long? Boot,
    DateTimeOffset? At,
    decimal? SecondsSinceStart,
    bool? ClockTrusted,
    string? Kind,
    string? ResidentId,
    string? Detail,
    string? Salt,
    string? Digest,
    string? Hash) : ExportLine
{
    public static ExportedEntry Of(ChainedEntry entry) => new(
        entry.Sequence,
        entry.Class,
        entry.Content?.Boot,
        entry.Content?.At,
        entry.Content is { } content ? content.SinceStart.Ticks / TimeSpan.TicksPerMillisecond / 1000m : null,
        entry.Content?.ClockTrusted,
        entry.Content?.Kind,
        entry.Content?.Subject?.ToString(),
        entry.Content?.Detail,
        entry.Salt?.ToString(),
        entry.Digest?.ToString(),
        entry.Hash?.ToString());

    /// <exception cref="FormatException">Something in it is not what it must be.</exception>
    /// <exception cref="ArgumentException">The same.</exception>
    /// <exception cref="OverflowException">The same.</exception>
    public ChainedEntry Read() => new(
        Sequence,
        Retention,
        (Boot, At, SecondsSinceStart, ClockTrusted, Kind, Detail) is ({ } boot, { } at, { } seconds, { } trusted, { } kind, { } detail)
            ? new AuditEntry(
                Sequence, boot, at, TimeSpan.FromMilliseconds((long)(seconds * 1000)), kind,
                ResidentId is { } id ? new SubjectId(Guid.ParseExact(id, "N")) : null, detail)
            {
                ClockTrusted = trusted,
            }
            : null,
        Salt is { } salt ? new EntrySalt(Convert.FromHexString(salt)) : null,
        Digest is { } digest ? new ChainHash(Convert.FromHexString(digest)) : null,
        Hash is { } hash ? new ChainHash(Convert.FromHexString(hash)) : null)
    {
        IsUnreadable = Kind is null != (Boot is null && At is null && SecondsSinceStart is null && ClockTrusted is null && ResidentId is null && Detail is null),
    };
}
