namespace DoorFace.Core.Door;

/// <summary>The one thing to know about the door at a time: the states of the README's diagram.</summary>
public enum DoorPhase
{
    /// <summary>Locked from outside; a resident's face opens it.</summary>
    Secured,

    /// <summary>Locked from outside; faces are refused for now: lock-down, tamper, pause after refused attempts, no intent, enrollment, full audit.</summary>
    FacesRefused,

    /// <summary>Released for a short while.</summary>
    Released,

    /// <summary>Held released by an administrator.</summary>
    HoldOpen,

    /// <summary>A fail-safe strike, released by the fire alarm.</summary>
    Evacuation,

    /// <summary>The outputs are without control, driven to their safe levels as far as possible.</summary>
    OutputsFailed,

    /// <summary>The service has ended.</summary>
    Stopped,
}
