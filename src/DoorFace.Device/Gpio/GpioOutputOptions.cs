namespace DoorFace.Device.Gpio;

/// <summary>How one output of the door is wired.</summary>
public sealed record GpioOutputOptions
{
    /// <summary>
    /// The line's number on its chip ("17"), from 0, or its name ("GPIO17"); on a Raspberry Pi the GPIO number, not the pin of the header.
    /// </summary>
    public required string Line { get; init; }

    /// <summary>True when a low level energises the output. Its safe level is the other one.</summary>
    public bool ActiveLow { get; init; }

    /// <summary>How the line makes the output active; other than by its level for the strike only.</summary>
    public OutputDrive Drive { get; init; } = OutputDrive.Level;
}
