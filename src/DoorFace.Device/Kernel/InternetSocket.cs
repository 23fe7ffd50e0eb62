using System.ComponentModel;

namespace DoorFace.Device.Kernel;

/// <summary>Whether the kernel lets this process have an internet socket at all. The one that is tried is connected to nothing and closed at once.</summary>
public static class InternetSocket
{
    /// <summary>Why it may not have one; null when it may.</summary>
    public static string? Refusal() => SystemCalls.TryInternetSocket() is not 0 and var error ? new Win32Exception(error).Message : null;
}
