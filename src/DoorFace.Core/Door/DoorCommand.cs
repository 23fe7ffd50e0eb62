using DoorFace.Core.Time;

namespace DoorFace.Core.Door;

/// <summary>Drives an output; the adapter knows line and polarity.</summary>
/// <param name="Output">Which.</param>
/// <param name="Active">True to energise.</param>
/// <param name="Until">
/// When the output must be inactive again whatever happens: the adapter sees to it by itself should no further command come.
/// Null for an inactive output and for one that may stay active without end.
/// </param>
public readonly record struct DoorCommand(DoorOutput Output, bool Active, MonotonicInstant? Until = null);
