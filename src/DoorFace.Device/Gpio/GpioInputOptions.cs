namespace DoorFace.Device.Gpio;

/// <summary>How one sensor of the door is wired.</summary>
public sealed record GpioInputOptions
{
    /// <summary>The line's number on its chip ("22"), from 0, or its name ("GPIO22").</summary>
    public required string Line { get; init; }

    /// <summary>True when a low level means that the sensor is active.</summary>
    public bool ActiveLow { get; init; }

    /// <summary>What decides the level while the contact is open.</summary>
    public LineBias Bias { get; init; } = LineBias.PullUp;

    /// <summary>How long the line must have been at a level before it counts; zero for at once.</summary>
    public TimeSpan Debounce { get; init; } = TimeSpan.FromMilliseconds(30);

    /// <summary>The same for the way back to inactive, when it is to differ: a door that bounces in its frame closes slowly and opens at once.</summary>
    public TimeSpan? ReleaseDelay { get; init; }
}
