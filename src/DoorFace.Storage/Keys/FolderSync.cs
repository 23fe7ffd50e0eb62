using System.Runtime.InteropServices;

namespace DoorFace.Storage.Keys;

/// <summary>Brings a folder's list of names to the medium: a file that is on it is lost all the same when its name is not.</summary>
internal static partial class FolderSync
{
    /// <exception cref="IOException">The system refused.</exception>
    public static void Sync(string folder)
    {
        if (OperatingSystem.IsWindows())
            return;

        var handle = Open(folder, 0);
        if (handle < 0)
            throw Fault(folder);
        try
        {
            if (Sync(handle) < 0)
                throw Fault(folder);
        }
        finally
        {
            _ = Close(handle);
        }
    }

    private static IOException Fault(string folder) =>
        new($"The folder '{folder}' cannot be written to the disk: {Marshal.GetLastPInvokeErrorMessage()}.");

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Sync(int handle);

    [LibraryImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Close(int handle);
}
