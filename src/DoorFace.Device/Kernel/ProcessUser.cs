using System.Runtime.InteropServices;

namespace DoorFace.Device.Kernel;

/// <summary>The user as whom this process runs.</summary>
public static partial class ProcessUser
{
    /// <summary>The real user's number.</summary>
    public static uint Id => GetUserId();

    /// <summary>The number of the user as whom files are opened now: another one than <see cref="Id"/> while root acts as somebody else.</summary>
    public static uint EffectiveId => GetEffectiveUserId();

    [LibraryImport("libc", EntryPoint = "getuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial uint GetUserId();

    [LibraryImport("libc", EntryPoint = "geteuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial uint GetEffectiveUserId();
}
