using DoorFace.Core.Biometrics;

namespace DoorFace.Core.Audit;

/// <summary>One thing that happened. Nothing in it names or describes anybody who is not enrolled.</summary>
/// <param name="Kind">What.</param>
/// <param name="Detail">More about it, in words; see <see cref="AuditKind"/>.</param>
/// <param name="Subject">The resident concerned, if any.</param>
public sealed record AuditEvent(AuditKind Kind, string Detail = "", SubjectId? Subject = null);
