namespace DoorFace.Core.Door;

/// <summary>Why the strike is released.</summary>
public enum ReleaseCause
{
    /// <summary>A resident's face.</summary>
    Face,

    /// <summary>The request-to-exit button.</summary>
    RequestToExit,

    /// <summary>An administrator, once.</summary>
    Administrator,

    /// <summary>An administrator holds the door open until an end time.</summary>
    HoldOpen,

    /// <summary>The fire alarm, on a fail-safe strike.</summary>
    Fire,
}
