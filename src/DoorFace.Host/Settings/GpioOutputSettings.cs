namespace DoorFace.Host.Settings;

/// <summary>One output's line.</summary>
public sealed record GpioOutputSettings
{
    /// <summary>Number or name, see <see cref="GpioLine"/>; empty when the output is not wired.</summary>
    public string Line { get; init; } = "";

    /// <summary>True when a low level switches it on.</summary>
    public bool ActiveLow { get; init; }
}
