namespace DoorFace.Device.Gpio;

/// <summary>Which GPIO chip the door is wired to.</summary>
public sealed record GpioChipOptions
{
    /// <summary>
    /// Empty for the chip of a Raspberry Pi's header, found by its label and number of lines; otherwise a label ("pinctrl-rp1"), a name
    /// ("gpiochip0") or a path ("/dev/gpiochip0").
    /// </summary>
    public string Chip { get; init; } = "";
}
