using DoorFace.Device.Gpio;

namespace DoorFace.Device.Tests.Gpio;

public sealed class LibraryChoiceTests
{
    [Fact]
    public void The_new_one_is_taken_where_both_are()
    {
        Assert.Equal(GpioLibrary.New, LibraryChoice.Choose(_ => true));
        Assert.Equal(GpioLibrary.New, LibraryChoice.Choose(name => name == "libgpiod.so.3"));
    }

    [Fact]
    public void The_old_one_is_taken_where_the_new_one_is_missing() =>
        Assert.Equal(GpioLibrary.Old, LibraryChoice.Choose(name => name == "libgpiod.so.2"));

    [Fact]
    public void Without_either_the_packages_are_named()
    {
        var fault = Assert.Throws<DoorIoException>(() => LibraryChoice.Choose(_ => false));

        Assert.Contains("libgpiod3", fault.Message, StringComparison.Ordinal);
        Assert.Contains("libgpiod2", fault.Message, StringComparison.Ordinal);
    }
}
