using DoorFace.Core.Access;
using DoorFace.Storage.Residents;

namespace DoorFace.Host.Residents;

/// <summary>A resident, as <c>--json</c> prints one.</summary>
/// <param name="Id">Stays the same when the resident is renamed.</param>
/// <param name="Name">As given.</param>
/// <param name="EnrolledAt">When.</param>
/// <param name="References">References held.</param>
/// <param name="Schedule">The hours of the week in which they may enter; null for any.</param>
/// <param name="ValidFrom">The first instant at which they may; null for always.</param>
/// <param name="ValidUntil">The first instant at which they may not any more; null for ever.</param>
/// <param name="Suspended">Whether they may not, until resumed.</param>
/// <param name="Administrator">Whether their face allows enrollments.</param>
/// <param name="LastUsedAt">The day on which they last came in; null for not yet.</param>
/// <param name="Damage">What is wrong with what is stored of when they may enter, as a sentence; null when nothing is.</param>
internal sealed record ResidentAnswer(
    string Id,
    string Name,
    DateTimeOffset EnrolledAt,
    int References,
    string? Schedule,
    DateTimeOffset? ValidFrom,
    DateTimeOffset? ValidUntil,
    bool Suspended,
    bool Administrator,
    DateTimeOffset? LastUsedAt,
    string? Damage)
{
    public static ResidentAnswer Of(Resident resident) => new(
        resident.Id.ToString(),
        resident.Name,
        resident.EnrolledAt,
        resident.ReferenceCount,
        resident.Entitlement.Schedule?.ToString(),
        resident.Entitlement.ValidFrom,
        resident.Entitlement.ValidUntil,
        resident.Entitlement.Suspended,
        resident.IsAdministrator,
        resident.LastUsedAt,
        resident.Damage);

    /// <summary>When they may enter.</summary>
    public Entitlement Entitlement() => new(Schedule is null ? null : WeeklySchedule.Parse(Schedule), ValidFrom, ValidUntil, Suspended);
}
