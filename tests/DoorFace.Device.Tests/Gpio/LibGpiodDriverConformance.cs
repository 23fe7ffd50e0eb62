using System.Device.Gpio;
using System.Device.Gpio.Drivers;

namespace DoorFace.Device.Tests.Gpio;

/// <summary>Raspberry Pi OS of Debian 12.</summary>
[Collection(nameof(KernelChip))]
[Trait("Category", "Gpio")]
public sealed class LibGpiodDriverConformance() : LibGpiodConformance("libgpiod.so.2")
{
    protected override string BusyMessage => "Error setting pin mode, for pin: 24, error: 16 (Device or resource busy)";

    protected override GpioDriver CreateDriver(int chip) => new LibGpiodDriver(chip);

    protected override IList<GpioChipInfo> ListChips() => LibGpiodDriver.GetAvailableChips();
}
