namespace DoorFace.Host.Commands;

/// <summary>A resident, as <c>--json</c> prints one.</summary>
/// <param name="Id">Stays the same when the resident is renamed.</param>
/// <param name="Name">As given.</param>
/// <param name="EnrolledAt">When.</param>
/// <param name="References">References held.</param>
/// <param name="Schedule">The hours of the week in which they may enter; null for any.</param>
/// <param name="ValidFrom">The first instant at which they may; null for always.</param>
/// <param name="ValidUntil">The first instant at which they may not any more; null for ever.</param>
internal sealed record ResidentAnswer(
    string Id, string Name, DateTimeOffset EnrolledAt, int References, string? Schedule, DateTimeOffset? ValidFrom, DateTimeOffset? ValidUntil);
