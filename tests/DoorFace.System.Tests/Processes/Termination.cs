using System.Diagnostics;
using System.Runtime.InteropServices;

namespace DoorFace.SystemTests.Processes;

/// <summary>Asks a process to end, as systemd does first, or to pause.</summary>
internal static partial class Termination
{
    private const int Terminate = 15;
    private const int Stop = 19;
    private const int Continue = 18;

    /// <summary>SIGTERM.</summary>
    public static void Request(Process process) => Assert.Equal(0, Signal(process.Id, Terminate));

    /// <summary>SIGSTOP: it is frozen.</summary>
    public static void Freeze(int process) => Assert.Equal(0, Signal(process, Stop));

    /// <summary>SIGCONT: it goes on.</summary>
    public static void Thaw(int process) => Assert.Equal(0, Signal(process, Continue));

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Signal(int process, int signal);
}
