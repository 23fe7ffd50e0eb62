namespace DoorFace.Device.Gpio;

/// <summary>How one output of the door is wired.</summary>
public sealed record GpioOutputOptions
{
    /// <summary>The line's offset on its chip, from 0; on a Raspberry Pi the GPIO number, not the pin of the header.</summary>
    public required int Line { get; init; }

    /// <summary>True when a low level energises the output. Its safe level is the other one.</summary>
    public bool ActiveLow { get; init; }

    /// <summary>How the output is kept active.</summary>
    public OutputDrive Drive { get; init; }
}
