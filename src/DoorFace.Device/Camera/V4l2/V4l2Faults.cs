using System.Globalization;
using System.Runtime.InteropServices;
using DoorFace.Device.Kernel;

namespace DoorFace.Device.Camera.V4l2;

/// <summary>What the kernel's error numbers mean for a camera, and what to do about them.</summary>
internal static class V4l2Faults
{
    private const string Processes = "/proc";

    /// <param name="path">The device.</param>
    /// <param name="doing">What failed, as "it did not ...".</param>
    /// <param name="error">The kernel's number.</param>
    public static CameraException Of(string path, string doing, int error) => new(error switch
    {
        Errno.NoAccess or Errno.NotPermitted =>
            $"The camera {path} may not be opened. Add the user that runs the door controller to the group 'video', and log in anew or restart the service.",
        Errno.Busy => $"The camera {path} is in use by {Holders(path)}. Stop that; 'fuser -v {path}' shows who has it open.",
        Errno.NoDevice or Errno.NoSuchDeviceOrAddress =>
            $"The camera {path} was unplugged, or has switched itself off. Plug it in again; look at its cable and its power.",
        Errno.NotATerminal => $"{path} is not a camera. Give the path or the name of one; 'doorface camera list' shows them.",
        Errno.NoMemory => $"There is no room for the buffers of the camera {path}. Free memory, or ask for a smaller picture.",
        Errno.NoSpace =>
            $"The USB bus has no room for the pictures of the camera {path}. Plug it into another port, away from other cameras, or ask for a smaller picture.",
        _ => $"The camera {path} did not {doing}: {Marshal.GetPInvokeErrorMessage(error)}. Unplug it and plug it in again; 'dmesg' may say more.",
    });

    /// <summary>The programs that have the device open, as far as this user may see it.</summary>
    private static string Holders(string path)
    {
        var device = Target(path) ?? path;
        List<string> holders = [];
        foreach (var process in Directory.EnumerateDirectories(Processes).Where(IsOtherProcess))
        {
            try
            {
                if (Directory.EnumerateFileSystemEntries(Path.Combine(process, "fd")).Any(file => new FileInfo(file).LinkTarget == device))
                {
                    holders.Add($"'{File.ReadAllText(Path.Combine(process, "comm")).Trim()}' (process {Path.GetFileName(process)})");
                }
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                // No process, one that has just ended, or another user's.
            }
        }

        return holders.Count == 0 ? "another program" : string.Join(" and ", holders);
    }

    private static bool IsOtherProcess(string folder) =>
        int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id != Environment.ProcessId;

    private static string? Target(string path)
    {
        try
        {
            return File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName;
        }
        catch (IOException)
        {
            return null;
        }
    }
}
