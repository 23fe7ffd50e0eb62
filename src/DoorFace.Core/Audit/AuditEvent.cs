using DoorFace.Core.Biometrics;

namespace DoorFace.Core.Audit;

/// <summary>One thing that happened. Nothing in it names or describes anybody who is not enrolled.</summary>
/// <param name="Kind">What.</param>
/// <param name="Detail">More about it, in words; see <see cref="AuditKind"/>.</param>
/// <param name="Subject">The resident concerned, if any.</param>
public sealed record AuditEvent(AuditKind Kind, string Detail = "", SubjectId? Subject = null)
{
    /// <summary>Anybody outside can cause it as often as they like, though not others of its kind.</summary>
    public bool IsOutside { get; init; }

    /// <summary>It is one of many alike within a short time, or stands for them: see <see cref="AuditMerging"/>.</summary>
    public bool IsRepeated { get; init; }
}
