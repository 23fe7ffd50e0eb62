using Microsoft.Win32.SafeHandles;

namespace DoorFace.Device.Kernel;

/// <summary>A small file of the program's own, beside those that hold what it knows.</summary>
public static class OwnFile
{
    /// <summary>Opens it for reading and writing, following no link; makes it, for its owner only, when there is none.</summary>
    /// <exception cref="FileNotFoundException">There is no such folder.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be opened.</exception>
    /// <exception cref="IOException">It is a link, or cannot be opened for another reason.</exception>
    public static SafeFileHandle Open(string path)
    {
        KernelFault.Check(SystemCalls.OpenOwn(path, mayCreate: true, out var file), path);
        return file;
    }
}
