using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace DoorFace.Storage;

/// <summary>
/// Gives a new file to whom another belongs, as SQLite does with its log: root may do the service's work while it is stopped, and what the service cannot
/// read afterwards would lock everybody out.
/// </summary>
internal static partial class FileOwnership
{
    private const int CurrentFolder = -100; // AT_FDCWD
    private const uint WantsOwners = 0x18; // STATX_UID, STATX_GID
    private const int StatusSize = 256 / sizeof(uint);
    private const int UserField = 20 / sizeof(uint);
    private const int GroupField = 24 / sizeof(uint);

    /// <exception cref="IOException">This user may not: it must be done as the one who is named.</exception>
    public static void Give(SafeFileHandle file, string like)
    {
        if (!OperatingSystem.IsLinux())
            return;

        Span<uint> status = stackalloc uint[StatusSize];
        if (Status(CurrentFolder, like, 0, WantsOwners, status) < 0)
            throw new IOException($"The owner of '{like}' cannot be read: {Marshal.GetLastPInvokeErrorMessage()}.");
        var (user, group) = (status[UserField], status[GroupField]);
        if (user != UserId() && ChangeOwner(file, user, group) < 0)
        {
            throw new IOException(
                $"It cannot be given to the owner of '{like}': {Marshal.GetLastPInvokeErrorMessage()}. Do this as the user with the number {user}.");
        }
    }

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Status(int folder, string path, int flags, uint mask, Span<uint> status);

    [LibraryImport("libc", EntryPoint = "geteuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial uint UserId();

    [LibraryImport("libc", EntryPoint = "fchown", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int ChangeOwner(SafeFileHandle file, uint user, uint group);
}
