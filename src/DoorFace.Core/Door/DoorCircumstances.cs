using DoorFace.Core.Time;

namespace DoorFace.Core.Door;

/// <summary>What lamps and buzzer are chosen from.</summary>
/// <param name="State">The door.</param>
/// <param name="Now">When.</param>
/// <param name="HeldOpenWarningSince">Since when the door is about to be held open; null when it is not.</param>
/// <param name="FacesAccepted">Whether a resident's face would open the door.</param>
internal readonly record struct DoorCircumstances(DoorState State, MonotonicInstant Now, MonotonicInstant? HeldOpenWarningSince, bool FacesAccepted)
{
    public MonotonicInstant? Since(DoorFault fault) => State.Faults.TryGetValue(fault, out var since) ? since : null;
}
