using DoorFace.Core.Time;

namespace DoorFace.Core.Signals;

/// <summary>The outcome of one reading of a button, or of waiting.</summary>
/// <param name="State">For the next one.</param>
/// <param name="Gesture">What was done; null for nothing (yet).</param>
/// <param name="Mark">The hold that the button, still pressed, has just become long enough for; null otherwise.</param>
/// <param name="WakeAt">When to ask again should nothing be read first; null for not at all.</param>
public readonly record struct ButtonStep(ButtonState State, ButtonGesture? Gesture, ButtonGesture? Mark, MonotonicInstant? WakeAt);
