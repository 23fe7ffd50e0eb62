using System.Runtime.InteropServices;

namespace DoorFace.Storage.Keys;

/// <summary>To whom a file belongs.</summary>
/// <param name="User">The user's number.</param>
/// <param name="Group">The group's number.</param>
public sealed partial record FileOwner(uint User, uint Group)
{
    private const int CurrentFolder = -100; // AT_FDCWD
    private const int LinkItself = 0x100; // AT_SYMLINK_NOFOLLOW
    private const uint WantsOwners = 0x18; // STATX_UID, STATX_GID
    private const int StatusSize = 256 / sizeof(uint);
    private const int UserField = 20 / sizeof(uint);
    private const int GroupField = 24 / sizeof(uint);

    /// <exception cref="IOException">The file does not tell.</exception>
    public static FileOwner Of(string path)
    {
        Span<uint> status = stackalloc uint[StatusSize];
        return Status(CurrentFolder, path, 0, WantsOwners, status) == 0
            ? new FileOwner(status[UserField], status[GroupField])
            : throw new IOException($"The owner of '{path}' could not be read: {Marshal.GetLastPInvokeErrorMessage()}.");
    }

    /// <summary>Of a link itself, and not of what it leads to; null when nothing is there or it does not tell.</summary>
    public static FileOwner? OfLink(string path)
    {
        Span<uint> status = stackalloc uint[StatusSize];
        return Status(CurrentFolder, path, LinkItself, WantsOwners, status) == 0 ? new FileOwner(status[UserField], status[GroupField]) : null;
    }

    // The same layout on every processor, other than that of stat.
    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Status(int folder, string path, int flags, uint wanted, Span<uint> status);
}
