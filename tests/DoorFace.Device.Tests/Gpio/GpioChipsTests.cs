using DoorFace.Device.Gpio;

namespace DoorFace.Device.Tests.Gpio;

public sealed class GpioChipsTests
{
    [Fact]
    public void A_machine_without_GPIO_is_told_what_to_do()
    {
        Assert.SkipUnless(Directory.GetFiles("/dev", "gpiochip*").Length == 0, "This machine has GPIO chips.");

        Assert.Contains("doorface-sim", Assert.Throws<DoorIoException>(() => GpioChips.Open(new GpioChipOptions())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_device_that_is_no_chip_is_refused() => Assert.Throws<IOException>(() => new GpioCharacterDevice("/dev/null"));

    [Fact]
    public void A_device_that_is_not_there_is_refused() => Assert.ThrowsAny<IOException>(() => new GpioCharacterDevice("/dev/gpiochip-of-nobody"));
}
