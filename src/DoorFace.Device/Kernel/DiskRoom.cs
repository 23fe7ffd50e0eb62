namespace DoorFace.Device.Kernel;

/// <summary>The room on the file system that a path is on.</summary>
/// <param name="FreeBytes">What a user without privileges can still write.</param>
/// <param name="FreeFiles">Files that can still be made; null on a file system that does not count them.</param>
/// <param name="ReadOnly">It is mounted for reading only, as the kernel does with a card that fails.</param>
public readonly record struct DiskRoom(long FreeBytes, long? FreeFiles, bool ReadOnly)
{
    // Places in struct statvfs.
    private const int FragmentSize = 1;
    private const int AvailableBlocks = 4;
    private const int Files = 5;
    private const int AvailableFiles = 7;
    private const int Flags = 9;
    private const ulong ReadOnlyFlag = 1;

    /// <exception cref="FileNotFoundException">There is nothing at that path.</exception>
    /// <exception cref="UnauthorizedAccessException">Its folder may not be looked into.</exception>
    /// <exception cref="IOException">It cannot be told for another reason.</exception>
    public static DiskRoom Of(string path)
    {
        Span<ulong> answer = stackalloc ulong[SystemCalls.FileSystemNumbers];
        KernelFault.Check(SystemCalls.FileSystem(path, answer), path);
        return new DiskRoom(
            (long)(answer[AvailableBlocks] * answer[FragmentSize]),
            answer[Files] > 0 ? (long)answer[AvailableFiles] : null,
            (answer[Flags] & ReadOnlyFlag) != 0);
    }
}
