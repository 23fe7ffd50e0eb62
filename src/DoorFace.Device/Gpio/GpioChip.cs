namespace DoorFace.Device.Gpio;

/// <summary>A GPIO chip that the machine has.</summary>
/// <param name="Name">Its device under <c>/dev</c>, such as <c>gpiochip0</c>.</param>
/// <param name="Label">What its driver calls it, such as <c>pinctrl-rp1</c>.</param>
/// <param name="Lines">How many lines it has.</param>
/// <param name="LinkTo">For a device that is only a link, the name of the chip it leads to; newer Raspberry Pi OS keeps gpiochip4 so on a Pi 5.</param>
internal sealed record GpioChip(string Name, string Label, int Lines, string? LinkTo = null)
{
    public override string ToString() => $"{Name} ({Label}, {Lines} lines)";
}
