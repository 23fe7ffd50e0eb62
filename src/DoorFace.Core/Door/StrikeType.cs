namespace DoorFace.Core.Door;

/// <summary>What the strike or lock does without current.</summary>
public enum StrikeType
{
    /// <summary>Locked without current; energised to release. The default for a home's door: a power cut locks it from outside.</summary>
    FailSecure,

    /// <summary>Released without current; energised to lock, as a magnet is. Whenever the unit has no power or the program does not run, the door is unlocked.</summary>
    FailSafe,
}
