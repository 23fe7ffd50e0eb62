using System.Buffers.Binary;

namespace DoorFace.Device.Kernel;

/// <summary>Whose a file or folder is, which .NET does not tell, and what others may do with it.</summary>
/// <param name="Owner">User id.</param>
/// <param name="Mode">The permission bits: read, write and execute for owner, group and others.</param>
public readonly record struct FileStatus(uint Owner, UnixFileMode Mode)
{
    private const int OwnerOffset = 20; // In struct statx, the same on every machine.
    private const int ModeOffset = 28;
    private const int NumberOffset = 32;
    private const int DeviceOffset = 136;
    private const int PermissionBits = 0xFFF;

    /// <summary>Everything that the group and others may do.</summary>
    public const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>Tells this file from every other that is there: its file system and its number there.</summary>
    public (ulong Device, ulong Number) Identity { get; private init; }

    /// <summary>The mode as <c>chmod</c> takes it, such as 0600.</summary>
    public string Octal => Convert.ToString((int)Mode, 8).PadLeft(4, '0');

    /// <summary>Asks the kernel; links are followed.</summary>
    /// <exception cref="FileNotFoundException">There is nothing at that path.</exception>
    /// <exception cref="UnauthorizedAccessException">Its folder may not be looked into.</exception>
    /// <exception cref="IOException">It cannot be told for another reason.</exception>
    public static FileStatus Of(string path)
    {
        Span<byte> answer = stackalloc byte[SystemCalls.StatusSize];
        KernelFault.Check(SystemCalls.Status(path, answer), path);
        return new FileStatus(
            BinaryPrimitives.ReadUInt32LittleEndian(answer[OwnerOffset..]),
            (UnixFileMode)(BinaryPrimitives.ReadUInt16LittleEndian(answer[ModeOffset..]) & PermissionBits))
        {
            Identity = (BinaryPrimitives.ReadUInt64LittleEndian(answer[DeviceOffset..]), BinaryPrimitives.ReadUInt64LittleEndian(answer[NumberOffset..])),
        };
    }
}
