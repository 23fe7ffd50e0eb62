using System.Globalization;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace DoorFace.Device.Kernel;

/// <summary>A lock on a file that the kernel takes back from a process that ends, however it ends. No program that is started inherits it.</summary>
public sealed class FileLock : IDisposable
{
    private readonly SafeFileHandle _file;

    private FileLock(SafeFileHandle file) => _file = file;

    /// <summary>Takes it, and notes in the file which process has; makes the file, for its owner only, when there is none.</summary>
    /// <returns>Null when another process has it.</returns>
    /// <exception cref="IOException">The file cannot be opened, or is a link.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be.</exception>
    public static FileLock? TryTake(string path)
    {
        var file = OwnFile.Open(path);
        if (!IsTaken(SystemCalls.Lock(file), path, file))
        {
            file.Dispose();
            return null;
        }

        try
        {
            RandomAccess.SetLength(file, 0);
            RandomAccess.Write(file, Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}\n")), 0);
        }
        catch (IOException)
        {
            // No room for so little: it is locked all the same.
        }

        return new FileLock(file);
    }

    /// <summary>Whether a process has the lock, and which.</summary>
    /// <returns>Null when none has; 0 when it is not known which.</returns>
    /// <exception cref="IOException">The file cannot be opened, or is a link.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be.</exception>
    public static int? Owner(string path)
    {
        KernelFault.Check(SystemCalls.OpenOwn(path, mayCreate: false, out var file), path);
        using (file)
        {
            if (IsTaken(SystemCalls.Lock(file), path, file))
            {
                return null;
            }

            Span<byte> noted = stackalloc byte[20];
            noted = noted[..RandomAccess.Read(file, noted, 0)];
            return int.TryParse(noted.TrimEnd((byte)'\n'), NumberStyles.None, CultureInfo.InvariantCulture, out var process) ? process : 0;
        }
    }

    /// <summary>Lets go of it; the file stays.</summary>
    public void Dispose() => _file.Dispose();

    private static bool IsTaken(int error, string path, SafeFileHandle file)
    {
        if (error is not (0 or Errno.TryAgain))
        {
            file.Dispose();
            KernelFault.Check(error, path);
        }

        return error == 0;
    }
}
