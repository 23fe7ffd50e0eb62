namespace DoorFace.Device.Gpio;

/// <summary>The generations of libgpiod that the library System.Device.Gpio can drive.</summary>
internal enum GpioLibrary
{
    /// <summary>libgpiod 1, <c>libgpiod.so.2</c>: Debian and Raspberry Pi OS bookworm.</summary>
    Old,

    /// <summary>libgpiod 2, <c>libgpiod.so.3</c>: trixie.</summary>
    New,
}
