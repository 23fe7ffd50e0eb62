using DoorFace.Device.Gpio;

namespace DoorFace.Host.Settings;

/// <summary>One sensor's line.</summary>
public sealed record GpioInputSettings
{
    /// <summary>Number or name, see <see cref="GpioLine"/>.</summary>
    public string Line { get; init; } = "";

    /// <summary>The kind of contact, or that there is none.</summary>
    public SensorContact Contact { get; init; }

    /// <summary>What holds the line while the contact is open.</summary>
    public LineBias Bias { get; init; }

    /// <summary>A level counts when it has lasted this long: contacts bounce. 0..1 s.</summary>
    public TimeSpan Debounce { get; init; }
}
