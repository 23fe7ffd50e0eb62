namespace DoorFace.Device.Camera;

/// <summary>How a recording is replayed.</summary>
public sealed record RecordedCameraOptions
{
    /// <summary>Frames a second, above 0 and at most 1000. The default is what a Raspberry Pi's camera is asked for.</summary>
    public double FramesPerSecond { get; init; } = 15;

    /// <summary>True to begin again after the last frame, false to end.</summary>
    public bool Loop { get; init; }

    /// <summary>When the next frame comes.</summary>
    public ReplayPace Pace { get; init; } = ReplayPace.RealTime;
}
