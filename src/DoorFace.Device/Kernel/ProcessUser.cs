using System.Runtime.InteropServices;

namespace DoorFace.Device.Kernel;

/// <summary>The user as whom this process runs.</summary>
public static partial class ProcessUser
{
    /// <summary>The real user's number.</summary>
    public static uint Id => GetUserId();

    [LibraryImport("libc", EntryPoint = "getuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial uint GetUserId();
}
