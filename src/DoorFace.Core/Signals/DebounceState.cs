using DoorFace.Core.Time;

namespace DoorFace.Core.Signals;

/// <summary>What a <see cref="Debounce"/> remembers of a line.</summary>
/// <param name="Active">The level that counts.</param>
/// <param name="OtherSince">Since when the line has been at the other level without a known break; null when it was not at the last reading.</param>
public readonly record struct DebounceState(bool Active, MonotonicInstant? OtherSince = null);
