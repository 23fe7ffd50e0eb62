using DoorFace.Core.Access;
using DoorFace.Core.Biometrics;

namespace DoorFace.Storage.Residents;

/// <summary>A person who lives here and may come in.</summary>
/// <param name="Id">Stays the same when the resident is renamed.</param>
/// <param name="Name">1 to 64 printable characters, unique without regard to case.</param>
/// <param name="EnrolledAt">Universal time, to the millisecond.</param>
/// <param name="ReferenceCount">Biometric references held, at least 1.</param>
/// <param name="Entitlement">When the resident may enter.</param>
/// <param name="IsAdministrator">Whether their face allows enrollments.</param>
/// <param name="LastUsedAt">The day, in universal time, on which they last came in or were enrolled anew; null for not since the enrollment.</param>
/// <param name="Damage">Why that is never, as a sentence, when what was stored of the resident is damaged; otherwise null.</param>
public sealed record Resident(
    SubjectId Id,
    string Name,
    DateTimeOffset EnrolledAt,
    int ReferenceCount,
    Entitlement Entitlement,
    bool IsAdministrator = false,
    DateTimeOffset? LastUsedAt = null,
    string? Damage = null)
{
    /// <summary>What is stored is not what the unit stored, or cannot be checked: nothing of it counts, but that somebody is there.</summary>
    public bool IsUnsealed { get; init; }
}
