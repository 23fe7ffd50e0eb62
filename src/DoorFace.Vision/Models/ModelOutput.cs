namespace DoorFace.Vision.Models;

/// <summary>A float tensor that the model gives.</summary>
public sealed record ModelOutput(string Name, IReadOnlyList<int> Shape);
