namespace DoorFace.Device.Gpio;

/// <summary>Which libgpiod to use.</summary>
internal static class LibraryChoice
{
    /// <summary>
    /// The new one where both are: it speaks the kernel's present interface (the old one's can be left out of a kernel), its driver reports a failed
    /// write, and listens on threads of its own.
    /// </summary>
    /// <param name="canLoad">Whether the machine has a shared library.</param>
    /// <exception cref="DoorIoException">It has neither.</exception>
    public static GpioLibrary Choose(Func<string, bool> canLoad) =>
        canLoad("libgpiod.so.3") ? GpioLibrary.New
        : canLoad("libgpiod.so.2") ? GpioLibrary.Old
        : throw new DoorIoException(
            "The GPIO cannot be used without libgpiod: neither libgpiod.so.3 nor libgpiod.so.2 can be loaded. Install Debian's package libgpiod3, or libgpiod2"
            + " on bookworm.");
}
