namespace DoorFace.Storage.Residents;

/// <summary>A stored reference that cannot be compared with.</summary>
/// <param name="ResidentName">Whose it is; null when the damage hides that.</param>
/// <param name="Reason">A sentence for people: what is wrong and what to do.</param>
public sealed record DamagedReference(string? ResidentName, string Reason);
