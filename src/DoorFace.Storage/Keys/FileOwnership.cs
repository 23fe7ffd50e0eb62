using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace DoorFace.Storage.Keys;

/// <summary>
/// Gives a new file to whom another belongs, as SQLite does with its log: root may do the service's work while it is stopped, and what the service cannot
/// read afterwards would lock everybody out.
/// </summary>
internal static partial class FileOwnership
{
    /// <exception cref="IOException">This user may not: it must be done as the one who is named.</exception>
    public static void Give(SafeFileHandle file, string like)
    {
        if (!OperatingSystem.IsLinux())
            return;

        var (user, group) = FileOwner.Of(like);
        if (user != UserId() && ChangeOwner(file, user, group) < 0)
        {
            throw new IOException(
                $"It cannot be given to the owner of '{like}': {Marshal.GetLastPInvokeErrorMessage()}. Do this as the user with the number {user}.");
        }
    }

    [LibraryImport("libc", EntryPoint = "geteuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial uint UserId();

    [LibraryImport("libc", EntryPoint = "fchown", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int ChangeOwner(SafeFileHandle file, uint user, uint group);
}
