namespace DoorFace.Simulator.Camera;

/// <summary>What can be wrong with a camera's frames.</summary>
public enum FaultKind
{
    /// <summary>Random bytes.</summary>
    Garbage,

    /// <summary>The second half of the bytes is zero, as when a transfer broke off.</summary>
    Truncated,

    /// <summary>A picture of half the width and height.</summary>
    WrongSize,

    /// <summary>A black picture, as with a cover before the lens.</summary>
    Black,

    /// <summary>The bytes of the frame before.</summary>
    Frozen,

    /// <summary>A white picture, as with a lamp before the lens.</summary>
    OverExposed,

    /// <summary>No frame any more, and no word why.</summary>
    Stall,

    /// <summary>No frame any more, and an error.</summary>
    Failure,
}
