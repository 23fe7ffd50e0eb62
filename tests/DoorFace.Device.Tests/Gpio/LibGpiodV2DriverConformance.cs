using System.Device.Gpio;
using System.Device.Gpio.Drivers;

namespace DoorFace.Device.Tests.Gpio;

/// <summary>Raspberry Pi OS of Debian 13.</summary>
[Collection(nameof(KernelChip))]
[Trait("Category", "Gpio")]
public sealed class LibGpiodV2DriverConformance() : LibGpiodConformance("libgpiod.so.3")
{
    /// <summary>Opened with a level, an output is low first; a write to a line without a direction makes it an output at that level at once.</summary>
    protected override bool WriteMakesOutput => true;

    protected override string BusyMessage => "Could not request line/s: Error: 'Device or resource busy'";

#pragma warning disable SDGPIO0001 // The only driver for libgpiod 2 is called experimental by its authors.
    protected override GpioDriver CreateDriver(int chip) => new LibGpiodV2Driver(chip);

    protected override IList<GpioChipInfo> ListChips() => LibGpiodV2Driver.GetAvailableChips();
#pragma warning restore SDGPIO0001
}
