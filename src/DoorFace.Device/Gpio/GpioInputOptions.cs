namespace DoorFace.Device.Gpio;

/// <summary>How one input of the door is wired.</summary>
public sealed record GpioInputOptions
{
    /// <summary>The line's offset on its chip, from 0, or the name that the kernel gives it, such as GPIO17.</summary>
    public required string Line { get; init; }

    /// <summary>True when a low level means that the sensor is active.</summary>
    public bool ActiveLow { get; init; }

    /// <summary>What holds the line while the contact is open.</summary>
    public LineBias Bias { get; init; }

    /// <summary>A level counts when it has lasted this long. 0..1 s.</summary>
    public TimeSpan Debounce { get; init; }
}
