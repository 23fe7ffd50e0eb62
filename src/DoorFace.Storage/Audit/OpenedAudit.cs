namespace DoorFace.Storage.Audit;

/// <summary>The audit of a starting service.</summary>
/// <param name="Store">Where entries go.</param>
/// <param name="Replaced">
/// A sentence for people when the file before was damaged and a new one was begun: where the old one is and what follows. The memory of the
/// door then reports a tamper alarm, because what it was is unknown. Null when nothing was lost.
/// </param>
public sealed record OpenedAudit(AuditStore Store, string? Replaced);
