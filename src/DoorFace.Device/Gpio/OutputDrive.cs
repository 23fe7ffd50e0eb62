namespace DoorFace.Device.Gpio;

/// <summary>How a line makes its output active.</summary>
public enum OutputDrive
{
    /// <summary>By its active level.</summary>
    Level,

    /// <summary>
    /// By toggling, about 500 times a second, into the charge pump of a relay driver that holds only while it is fed. A line that is stuck at
    /// either level, because the program was killed or hangs, lets the relay go.
    /// </summary>
    Toggle,
}
