namespace DoorFace.Core.Door;

/// <summary>What the door position switch says.</summary>
public enum DoorPosition
{
    /// <summary>There is no switch, or it has not been read.</summary>
    Unknown,

    /// <summary>Shut.</summary>
    Closed,

    /// <summary>Not shut.</summary>
    Open,
}
