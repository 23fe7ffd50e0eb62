namespace DoorFace.Host.Settings;

/// <summary>Which GPIO line does what.</summary>
public sealed record GpioSettings
{
    /// <summary>
    /// The line of the strike relay, by its BCM number. The default is one of GPIO 9..27, which the Pi pulls down from power-up
    /// until a program takes them, so an active-high relay stays off meanwhile.
    /// </summary>
    public int StrikeLine { get; init; } = 17;

    /// <summary>
    /// True when the relay board switches on with a low level. From power-up until a program takes the line the Pi's own pull decides its
    /// level: up on GPIO 0..8, down on 9..27; kernels without persistent outputs go back to it after the program. So an active-low relay is
    /// safe on the former only.
    /// </summary>
    public bool StrikeActiveLow { get; init; }

    /// <summary>The last line that the Pi pulls up while no program holds it.</summary>
    public const int LastPulledUpLine = 8;
}
