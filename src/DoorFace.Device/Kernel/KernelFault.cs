using System.ComponentModel;

namespace DoorFace.Device.Kernel;

/// <summary>Makes .NET's exceptions of the kernel's error numbers.</summary>
internal static class KernelFault
{
    public static void Check(int error, string path)
    {
        if (error == 0)
        {
            return;
        }

        var message = $"{path}: {new Win32Exception(error).Message}";
        throw error switch
        {
            Errno.NoSuchFile => new FileNotFoundException(message, path),
            Errno.NoAccess or Errno.NotPermitted => new UnauthorizedAccessException(message),
            _ => new IOException(message),
        };
    }
}
