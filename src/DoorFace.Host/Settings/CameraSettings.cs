using DoorFace.Device.Camera;

namespace DoorFace.Host.Settings;

/// <summary>Where frames come from.</summary>
public sealed record CameraSettings
{
    /// <summary>
    /// Empty for the Pi's camera; a device in <c>/dev</c> or <c>usb:NAME</c> for a USB camera; anything else is a recording to replay: an image file, a
    /// folder of images, or a film.
    /// </summary>
    public string Path { get; init; } = "";

    /// <summary>Which of the Pi's cameras, from 0.</summary>
    public int Number { get; init; }

    /// <summary>Columns of the picture that is asked of the camera, before it is turned.</summary>
    public int Width { get; init; } = 640;

    /// <summary>Rows of it.</summary>
    public int Height { get; init; } = 480;

    /// <summary>Frames a second.</summary>
    public double FrameRate { get; init; } = 15;

    /// <summary>By how many degrees the picture is turned clockwise: 0, 90, 180 or 270.</summary>
    public int Rotation { get; init; }

    /// <summary>The same as a <see cref="Rotation"/> of 180.</summary>
    public bool UpsideDown { get; init; }

    /// <summary>By how many degrees the picture is turned clockwise, however that was said.</summary>
    public int Turn => UpsideDown ? 180 : Rotation;

    /// <summary>The part of the turned picture of the Pi's camera that is used: left, top, width, height from 0 to 1; empty for all.</summary>
    public string Crop { get; init; } = "";

    /// <summary>How much brighter (above 0) or darker the Pi's camera is to expose, in stops.</summary>
    public double ExposureCompensation { get; init; }

    /// <summary>A fixed exposure time of the Pi's camera; zero for automatic.</summary>
    public TimeSpan Shutter { get; init; }

    /// <summary>A fixed gain of the Pi's camera, at least 1; zero for automatic.</summary>
    public double Gain { get; init; }

    /// <summary>How the Pi's camera takes noise out of a picture.</summary>
    public RpicamDenoise Denoise { get; init; } = RpicamDenoise.Fast;

    /// <summary>Whether a recording comes at its frame rate or as fast as it is looked at.</summary>
    public ReplayPace Pace { get; init; }

    /// <summary>Begin again at the end of the recording.</summary>
    public bool Loop { get; init; }

    /// <summary>A camera that has given no frame so long after it was started has failed.</summary>
    public TimeSpan FirstFrameTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A camera that gives no frame for so long has failed.</summary>
    public TimeSpan StallTime { get; init; } = TimeSpan.FromSeconds(3);
}
