using DoorFace.Core.Audit;
using DoorFace.Core.Biometrics;

namespace DoorFace.Host.Audit;

/// <summary>An entry of the audit, as <c>--json</c> prints one.</summary>
/// <param name="Sequence">Its place in the order of things.</param>
/// <param name="Boot">The start of the service that it belongs to.</param>
/// <param name="At">What the wall clock said.</param>
/// <param name="SecondsSinceStart">Seconds since that start by a clock that cannot be set; to the millisecond.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Resident">The name of the resident concerned; null when none is, when they were removed, or when the residents cannot be read.</param>
/// <param name="ResidentId">Their id; null when no resident is concerned.</param>
/// <param name="Detail">More about it.</param>
/// <param name="Hash">What this entry and all before it come to; null for those that were stored before there was a chain.</param>
internal sealed record AuditAnswer(
    long Sequence, long Boot, DateTimeOffset At, double SecondsSinceStart, string Kind, string? Resident, string? ResidentId, string Detail, string? Hash)
{
    /// <param name="entry">As stored.</param>
    /// <param name="names">Who is called what; null when it is not known, or not to be told.</param>
    public static AuditAnswer Of(AuditEntry entry, IReadOnlyDictionary<SubjectId, string>? names) => new(
        entry.Sequence,
        entry.Boot,
        entry.At,
        entry.SinceStart.TotalSeconds,
        entry.Kind,
        entry.Subject is { } subject ? names?.GetValueOrDefault(subject) : null,
        entry.Subject?.ToString(),
        entry.Detail,
        entry.Hash?.ToString());
}
