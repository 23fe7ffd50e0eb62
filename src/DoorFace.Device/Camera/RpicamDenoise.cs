namespace DoorFace.Device.Camera;

/// <summary>How much the Pi's image processor works against colour noise.</summary>
public enum RpicamDenoise
{
    /// <summary>Not at all.</summary>
    Off,

    /// <summary>As much as costs no frame rate; what the camera programs choose for video.</summary>
    Fast,

    /// <summary>As well as it can; the frame rate may fall.</summary>
    HighQuality,
}
