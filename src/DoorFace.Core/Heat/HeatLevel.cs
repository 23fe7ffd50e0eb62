namespace DoorFace.Core.Heat;

/// <summary>How much of the frame rate the board can bear.</summary>
public enum HeatLevel
{
    /// <summary>All of it.</summary>
    Normal,

    /// <summary>Half, so that it does not get hotter.</summary>
    Warm,

    /// <summary>A quarter: the firmware slows the processor down already.</summary>
    Hot,
}
