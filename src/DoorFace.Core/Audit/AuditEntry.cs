using DoorFace.Core.Biometrics;

namespace DoorFace.Core.Audit;

/// <summary>A stored event.</summary>
/// <param name="Sequence">Its place in the order of things; from 1 on, without gaps, never given twice.</param>
/// <param name="Boot">The start of the service that it belongs to, from 1 on.</param>
/// <param name="At">What the wall clock said, in universal time, to the millisecond.</param>
/// <param name="SinceStart">Monotonic time since that start, to the millisecond; zero for what a command wrote beside or without the service.</param>
/// <param name="Kind">The name of an <see cref="AuditKind"/>, or of one that only a newer version knows.</param>
/// <param name="Subject">The resident concerned, who may have been removed since; null when none is.</param>
/// <param name="Detail">More about it.</param>
/// <param name="Hash">What <see cref="HashChain"/> made of it and of all before it; null for an entry written before there was a chain.</param>
public sealed record AuditEntry(
    long Sequence, long Boot, DateTimeOffset At, TimeSpan SinceStart, string Kind, SubjectId? Subject, string Detail, ChainHash? Hash = null)
{
    /// <summary>Whether the wall clock could be trusted; false also where that was not known.</summary>
    public bool ClockTrusted { get; init; }
}
