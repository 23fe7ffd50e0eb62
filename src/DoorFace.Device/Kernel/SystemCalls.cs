using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace DoorFace.Device.Kernel;

/// <summary>The system calls that .NET does not pass on. None allocates; each returns the kernel's error number, 0 when it went well.</summary>
internal static unsafe partial class SystemCalls
{
    private const int ReadWrite = 0x2;
    private const int Create = 0x40;
    private const int NonBlocking = 0x800;
    private const int CloseOnExec = 0x80000;
    private const int ProtectReadWrite = 0x3;
    private const int MapShared = 0x1;
    private const short PollIn = 0x1;
    private const int HereAndNow = -100; // AT_FDCWD
    private const int LockForMeOnly = 2 | 4; // LOCK_EX | LOCK_NB
    private const int OwnerOnly = 0x180; // 0600
    private const uint UsualStatus = 0x7ff; // STATX_BASIC_STATS

    private const int SetDumpableRequest = 4; // PR_SET_DUMPABLE
    private const int GetDumpableRequest = 3; // PR_GET_DUMPABLE

    /// <summary>Bytes of the kernel's answer about a file (struct statx).</summary>
    public const int StatusSize = 256;

    /// <summary>Numbers of 64 bits in the answer about a file system (struct statvfs on 64-bit machines).</summary>
    public const int FileSystemNumbers = 14;

    public const short PollError = 0x8;
    public const short PollHangUp = 0x10;

    /// <summary>Opens a device for reading and writing; no call on it waits.</summary>
    public static int OpenDevice(string path, out SafeFileHandle file)
    {
        file = new SafeFileHandle(Open(path, ReadWrite | NonBlocking | CloseOnExec), ownsHandle: true);
        return file.IsInvalid ? Marshal.GetLastPInvokeError() : 0;
    }

    /// <summary>Opens a file of the program's own for reading and writing, and follows no link; one that is made is for its owner only.</summary>
    public static int OpenOwn(string path, bool mayCreate, out SafeFileHandle file)
    {
        // O_NOFOLLOW has a number of its own on ARM.
        var followNoLink = RuntimeInformation.ProcessArchitecture is Architecture.Arm64 or Architecture.Arm ? 0x8000 : 0x20000;
        file = new SafeFileHandle(Open(path, ReadWrite | CloseOnExec | followNoLink | (mayCreate ? Create : 0), OwnerOnly), ownsHandle: true);
        return file.IsInvalid ? Marshal.GetLastPInvokeError() : 0;
    }

    /// <summary>Takes the lock of an open file, unless another process has it.</summary>
    public static int Lock(SafeFileHandle file) => Flock(file, LockForMeOnly) < 0 ? Marshal.GetLastPInvokeError() : 0;

    /// <summary>A descriptor that can be polled until somebody signals it.</summary>
    public static int NewEvent(out SafeFileHandle file)
    {
        file = new SafeFileHandle(EventFd(0, NonBlocking | CloseOnExec), ownsHandle: true);
        return file.IsInvalid ? Marshal.GetLastPInvokeError() : 0;
    }

    public static void Signal(SafeFileHandle file)
    {
        var one = 1UL;
        _ = Write(file, &one, sizeof(ulong));
    }

    /// <summary>A pipe. No program that is started inherits its end for reading, and every one that for writing.</summary>
    public static int NewPipe(out SafeFileHandle reading, out SafeFileHandle writing)
    {
        var ends = stackalloc int[2] { -1, -1 };
        var error = Pipe(ends, CloseOnExec) < 0 ? Marshal.GetLastPInvokeError() : 0;
        reading = new SafeFileHandle(ends[0], ownsHandle: true);
        using var closedOnExec = new SafeFileHandle(ends[1], ownsHandle: true);
        writing = new SafeFileHandle(error == 0 ? Duplicate(ends[1]) : -1, ownsHandle: true);
        return error == 0 && writing.IsInvalid ? Marshal.GetLastPInvokeError() : error;
    }

    /// <summary>Sends a request with its argument, which the kernel may change; again when a signal came between.</summary>
    public static int Control<T>(SafeFileHandle file, uint request, ref T argument)
        where T : unmanaged
    {
        fixed (T* pointer = &argument)
        {
            while (IoControl(file, request, pointer) < 0)
            {
                var error = Marshal.GetLastPInvokeError();
                if (error != Errno.Interrupted)
                {
                    return error;
                }
            }

            return 0;
        }
    }

    /// <summary>Maps memory of a device for reading and writing.</summary>
    public static int Map(SafeFileHandle file, int length, uint offset, out byte* address)
    {
        address = MemoryMap(null, (nuint)length, ProtectReadWrite, MapShared, file, (nint)offset);
        return address == (byte*)-1 ? Marshal.GetLastPInvokeError() : 0;
    }

    public static void Unmap(byte* address, int length) => _ = MemoryUnmap(address, (nuint)length);

    /// <summary>What the kernel knows of a file; links are followed.</summary>
    public static int Status(string path, Span<byte> answer)
    {
        fixed (byte* pointer = answer[..StatusSize])
            return StatX(HereAndNow, path, 0, UsualStatus, pointer) < 0 ? Marshal.GetLastPInvokeError() : 0;
    }

    /// <summary>What the kernel knows of the file system that a path is on.</summary>
    public static int FileSystem(string path, Span<ulong> answer)
    {
        fixed (ulong* pointer = answer[..FileSystemNumbers])
            return StatVfs(path, pointer) < 0 ? Marshal.GetLastPInvokeError() : 0;
    }

    /// <summary>Opens a socket, and closes it at once.</summary>
    public static int TrySocket(int family, int type)
    {
        using var file = new SafeFileHandle(Socket(family, type | CloseOnExec, 0), ownsHandle: true);
        return file.IsInvalid ? Marshal.GetLastPInvokeError() : 0;
    }

    /// <summary>Whether this process's memory can be dumped or read by others; below 0 when the kernel does not say.</summary>
    public static int Dumpable() => ProcessControl(GetDumpableRequest, 0, 0, 0, 0);

    /// <summary>Forbids it.</summary>
    public static int ForbidDumps() => ProcessControl(SetDumpableRequest, 0, 0, 0, 0) < 0 ? Marshal.GetLastPInvokeError() : 0;

    /// <summary>Waits until one of two descriptors can be read or has failed, or for the time given.</summary>
    /// <param name="firstFile">Open for as long as this takes.</param>
    /// <param name="secondFile">The same.</param>
    /// <param name="milliseconds">At most so long.</param>
    /// <param name="first">What happened to the first, as bits; 0 when nothing did.</param>
    /// <param name="second">The same for the second.</param>
    public static int Wait(int firstFile, int secondFile, int milliseconds, out short first, out short second)
    {
        var files = stackalloc PollFile[] { new() { File = firstFile, Wanted = PollIn }, new() { File = secondFile, Wanted = PollIn } };
        // A signal that comes between is as good as a time that is over: whoever waits looks, and waits again.
        var error = Poll(files, 2, milliseconds) < 0 ? Marshal.GetLastPInvokeError() : 0;
        (first, second) = error == 0 ? (files[0].Happened, files[1].Happened) : default;
        return error == Errno.Interrupted ? 0 : error;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct PollFile
    {
        public int File;
        public short Wanted;
        public short Happened;
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Open(string path, int flags, uint mode = 0);

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Flock(SafeFileHandle file, int operation);

    [LibraryImport("libc", EntryPoint = "eventfd", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int EventFd(uint value, int flags);

    [LibraryImport("libc", EntryPoint = "pipe2", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Pipe(int* ends, int flags);

    [LibraryImport("libc", EntryPoint = "dup", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Duplicate(int file);

    [LibraryImport("libc", EntryPoint = "write")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint Write(SafeFileHandle file, void* bytes, nuint count);

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int IoControl(SafeFileHandle file, nuint request, void* argument);

    [LibraryImport("libc", EntryPoint = "mmap", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial byte* MemoryMap(void* address, nuint length, int protection, int flags, SafeFileHandle file, nint offset);

    [LibraryImport("libc", EntryPoint = "munmap")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int MemoryUnmap(void* address, nuint length);

    [LibraryImport("libc", EntryPoint = "prctl", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int ProcessControl(int request, nuint first, nuint second, nuint third, nuint fourth);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Poll(PollFile* files, nuint count, int milliseconds);

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int StatX(int folder, string path, int flags, uint mask, byte* answer);

    [LibraryImport("libc", EntryPoint = "statvfs", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int StatVfs(string path, ulong* answer);

    [LibraryImport("libc", EntryPoint = "socket", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Socket(int family, int type, int protocol);
}
