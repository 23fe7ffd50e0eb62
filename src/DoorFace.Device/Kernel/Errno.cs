

namespace DoorFace.Device.Kernel;

/// <summary>The kernel's error numbers that mean something of their own here.</summary>
internal static class Errno
{
    public const int NotPermitted = 1;
    public const int NoSuchFile = 2;
    public const int Interrupted = 4;
    public const int NoSuchDeviceOrAddress = 6;
    public const int TryAgain = 11;
    public const int NoMemory = 12;
    public const int NoAccess = 13;
    public const int Busy = 16;
    public const int NoDevice = 19;
    public const int Invalid = 22;
    public const int NotATerminal = 25;
    public const int NoSpace = 28;
    public const int NoProtocol = 93;
    public const int NoSocketType = 94;
    public const int NoFamily = 97;
}
