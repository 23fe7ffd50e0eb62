namespace DoorFace.Host.Settings;

/// <summary>Which GPIO line does what.</summary>
public sealed record GpioSettings
{
    /// <summary>
    /// The line of the strike relay, by its BCM number. The default is one of GPIO 9..27, which the Pi pulls down from power-up
    /// until a program takes them, so an active-high relay stays off meanwhile.
    /// </summary>
    public int StrikeLine { get; init; } = 17;

    /// <summary>True when the relay board switches on with a low level.</summary>
    public bool StrikeActiveLow { get; init; }
}
