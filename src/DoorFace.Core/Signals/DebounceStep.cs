using DoorFace.Core.Time;

namespace DoorFace.Core.Signals;

/// <summary>The outcome of one reading.</summary>
/// <param name="State">For the next reading; says which level counts.</param>
/// <param name="WakeAt">When to read again should no edge come first: the other level would count then; null when nothing is pending.</param>
public readonly record struct DebounceStep(DebounceState State, MonotonicInstant? WakeAt);
