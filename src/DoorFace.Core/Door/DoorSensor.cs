namespace DoorFace.Core.Door;

/// <summary>What the door controller can sense. "Active" is the meaning, whatever the level on the line.</summary>
public enum DoorSensor
{
    /// <summary>The request-to-exit button inside; active while pressed.</summary>
    RequestToExit,

    /// <summary>The door position switch; active while the door is open.</summary>
    DoorPosition,

    /// <summary>The switch or loop of the housing; active when it has been opened.</summary>
    Tamper,

    /// <summary>The contact of the fire alarm; active in an emergency.</summary>
    Fire,

    /// <summary>The bell or intent button outside; active while pressed.</summary>
    IntentButton,

    /// <summary>The recessed enrollment button inside; active while pressed. The enrollment listens to it, not the door.</summary>
    EnrollButton,

    /// <summary>The jumper inside the housing that lets the enrollment button erase everything; active while it is set. Heard by the enrollment, too.</summary>
    ResetJumper,
}
