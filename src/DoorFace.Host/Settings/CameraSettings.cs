namespace DoorFace.Host.Settings;

/// <summary>Where frames come from.</summary>
public sealed record CameraSettings
{
    /// <summary>An image file or a folder of images to replay.</summary>
    public string Path { get; init; } = "";

    /// <summary>Frames a second.</summary>
    public double FrameRate { get; init; } = 15;

    /// <summary>Begin again at the end of the recording.</summary>
    public bool Loop { get; init; }

    /// <summary>A camera that gives no frame for so long has failed.</summary>
    public TimeSpan StallTime { get; init; } = TimeSpan.FromSeconds(5);
}
