namespace DoorFace.Device.Camera;

/// <summary>When a recording shows its next frame.</summary>
public enum ReplayPace
{
    /// <summary>At the frame rate, as a camera would: a slow reader misses frames.</summary>
    RealTime,

    /// <summary>
    /// As soon as the reader has taken the one before: none is dropped. Frames are stamped by the frame rate all the same, so that whatever is decided
    /// by their instants does not depend on how fast the machine is.
    /// </summary>
    Fastest,
}
