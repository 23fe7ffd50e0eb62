namespace DoorFace.Core.Door;

/// <summary>What the strike does. Whether the door itself is open is another fact.</summary>
public enum StrikeState
{
    /// <summary>The door cannot be opened from outside.</summary>
    Secured,

    /// <summary>The door can be opened.</summary>
    Released,
}
