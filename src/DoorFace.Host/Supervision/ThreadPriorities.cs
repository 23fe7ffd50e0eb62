using System.Runtime.InteropServices;

namespace DoorFace.Host.Supervision;

/// <summary>Which threads make room for others. Those of the door and of the pool never do.</summary>
internal static partial class ThreadPriorities
{
    // Linux counts per thread: 0 is normal, 19 yields most.
    private const int Niceness = 10;
    private const int OneThread = 0; // PRIO_PROCESS, which means a thread; its number 0 is the caller's.

    /// <summary>
    /// The calling thread yields from now on, as do threads that it starts. A system that refuses leaves it as it is: slower answers, nothing worse.
    /// </summary>
    public static void Yield() => _ = SetPriority(OneThread, 0, Niceness);

    [LibraryImport("libc", EntryPoint = "setpriority")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetPriority(int which, uint who, int priority);
}
