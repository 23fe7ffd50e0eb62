namespace DoorFace.Storage.Sqlite;

/// <summary>Whether a disk is full, however that was said.</summary>
internal static class DiskSpace
{
    private const int NoSpace = 28; // ENOSPC; .NET has no exception of its own for it.
    private const int QuotaExceeded = 122; // EDQUOT

    // SQLite's index of its log alone takes 32 KiB, and some pages go beside it.
    private const long Least = 64 * 1024;

    public static bool IsOf(Exception error) => error is IOException { HResult: NoSpace or QuotaExceeded };

    /// <summary>Whether a folder's disk has no room for what SQLite writes; false when that cannot be found out.</summary>
    public static bool IsFull(string folder)
    {
        try
        {
            return new DriveInfo(folder).AvailableFreeSpace < Least;
        }
        catch (Exception unknown) when (unknown is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return false;
        }
    }
}
