namespace DoorFace.Host.Commands;

/// <summary>An entry of the audit, as <c>--json</c> prints one.</summary>
/// <param name="Sequence">Its place in the order of things.</param>
/// <param name="Boot">The start of the service that it belongs to.</param>
/// <param name="At">What the wall clock said.</param>
/// <param name="SecondsSinceStart">Seconds since that start by a clock that cannot be set.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Resident">The name of the resident concerned; null when none is, when they were removed, or when the residents cannot be read.</param>
/// <param name="ResidentId">Their id; null when no resident is concerned.</param>
/// <param name="Detail">More about it.</param>
internal sealed record AuditAnswer(
    long Sequence, long Boot, DateTimeOffset At, double SecondsSinceStart, string Kind, string? Resident, string? ResidentId, string Detail);
