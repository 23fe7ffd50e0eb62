using System.ComponentModel;

namespace DoorFace.Device.Kernel;

/// <summary>Who may see this process's memory.</summary>
public static class ProcessMemory
{
    /// <summary>Whether a crash would write it to a file, and other programs of the same user may read it.</summary>
    public static bool IsDumpable => SystemCalls.Dumpable() != 0;

    /// <summary>From here on a crash writes no core, and no program of the same user can read it or attach a debugger; root still can.</summary>
    /// <exception cref="Win32Exception">The kernel refuses; no kernel does.</exception>
    public static void Protect()
    {
        if (SystemCalls.ForbidDumps() is not 0 and var error)
        {
            throw new Win32Exception(error);
        }
    }
}
