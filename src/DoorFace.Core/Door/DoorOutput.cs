namespace DoorFace.Core.Door;

/// <summary>What the door controller can switch.</summary>
public enum DoorOutput
{
    /// <summary>The relay of the electric strike; active energises it.</summary>
    Strike,
}
