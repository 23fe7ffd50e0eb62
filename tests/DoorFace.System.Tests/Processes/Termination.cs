using System.Diagnostics;
using System.Runtime.InteropServices;

namespace DoorFace.SystemTests.Processes;

/// <summary>Asks a process to end, as systemd does first.</summary>
internal static partial class Termination
{
    private const int Terminate = 15;

    /// <summary>SIGTERM.</summary>
    public static void Request(Process process) => Assert.Equal(0, Signal(process.Id, Terminate));

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Signal(int process, int signal);
}
