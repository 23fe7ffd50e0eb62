using DoorFace.Core.Time;

namespace DoorFace.Core.Signals;

/// <summary>What <see cref="ButtonGestures"/> remembers of a button.</summary>
/// <param name="Known">Whether its level is known.</param>
/// <param name="PressedSince">Since when it is pressed, and counts; null while it is not.</param>
/// <param name="FromBoot">It has been pressed since the start of the program.</param>
/// <param name="Ignored">It is pressed and does not count until it is let go.</param>
/// <param name="Marks">Lengths of a hold that it has reached.</param>
/// <param name="PressEndedAt">When a press ended that may be the first of two; null when there is none.</param>
public readonly record struct ButtonState(
    bool Known, MonotonicInstant? PressedSince, bool FromBoot, bool Ignored, int Marks, MonotonicInstant? PressEndedAt)
{
    /// <summary>The line cannot be read any more: found pressed again, the button was not pressed for anything.</summary>
    public static ButtonState Lost => default;
}
