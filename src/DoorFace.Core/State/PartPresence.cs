namespace DoorFace.Core.State;

/// <summary>How much of a part of a unit's state there is.</summary>
public enum PartPresence
{
    /// <summary>There is no file.</summary>
    Missing,

    /// <summary>The file is there, and nothing of a unit in it.</summary>
    New,

    /// <summary>The file is there, and cannot be read as a unit's.</summary>
    Unusable,

    /// <summary>It is a unit's.</summary>
    Known,
}
