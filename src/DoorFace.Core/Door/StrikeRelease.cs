using DoorFace.Core.Time;

namespace DoorFace.Core.Door;

/// <summary>A release that is going on and will end by itself.</summary>
/// <param name="Cause">What began it.</param>
/// <param name="At">When it began.</param>
/// <param name="Until">When it ends, unless something prolongs or shortens it.</param>
/// <param name="Opened">The door was opened in it.</param>
public sealed record StrikeRelease(ReleaseCause Cause, MonotonicInstant At, MonotonicInstant Until, bool Opened = false);
