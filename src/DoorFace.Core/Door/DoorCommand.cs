namespace DoorFace.Core.Door;

/// <summary>Drives an output; the adapter knows line and polarity.</summary>
/// <param name="Output">Which.</param>
/// <param name="Active">True to energise.</param>
public readonly record struct DoorCommand(DoorOutput Output, bool Active);
