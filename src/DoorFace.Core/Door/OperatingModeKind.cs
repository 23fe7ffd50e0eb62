namespace DoorFace.Core.Door;

/// <summary>How the door is operated.</summary>
public enum OperatingModeKind
{
    /// <summary>Residents are let in.</summary>
    Normal,

    /// <summary>Every face is refused.</summary>
    LockDown,

    /// <summary>The strike stays released.</summary>
    HoldOpen,
}
