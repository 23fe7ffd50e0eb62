using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace DoorFace.Host.Control;

/// <summary>
/// A Unix-domain socket by the kernel's own calls. .NET's sockets and pipes would, before their first use, open an internet socket each to see
/// whether there is a network; this program opens none, not even for that.
/// </summary>
internal sealed partial class UnixSocket : IDisposable
{
    private const int UnixFamily = 1; // AF_UNIX
    private const int Stream = 1 | CloseOnExec;
    private const int Datagram = 2 | CloseOnExec;
    private const int CloseOnExec = 0x80000;
    private const int SocketLevel = 1;
    private const int PeerCredentials = 17;
    private const int ReceiveTimeout = 20;
    private const int SendTimeout = 21;
    private const int NoSignal = 0x4000; // A peer that is gone is an error and no signal.
    private const int BothDirections = 2;
    private const int LongestPath = 107;

    private readonly SafeFileHandle _handle;

    private UnixSocket(SafeFileHandle handle) => _handle = handle;

    /// <summary>The user at the other end, as the kernel knows it.</summary>
    public uint PeerUser => Peer().User;

    /// <summary>The process at the other end, likewise; of a listener the one that began to listen.</summary>
    public int PeerProcess => Peer().Process;

    /// <summary>Listens on a path, for its owner and group (mode 0660); a socket that an earlier process left there is replaced.</summary>
    /// <exception cref="IOException">It cannot be had.</exception>
    public static UnixSocket Listen(string path)
    {
        File.Delete(path);
        var socket = Open(Stream);
        try
        {
            var address = AddressOf(path);
            Check(Bind(socket._handle, address, address.Length), "bound", path);
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite);
            }

            Check(Listen(socket._handle, 16), "listened on", path);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Connects to a path.</summary>
    /// <exception cref="IOException">Nobody listens there, or it is not permitted.</exception>
    public static UnixSocket Connect(string path)
    {
        var socket = Open(Stream);
        try
        {
            var address = AddressOf(path);
            Check(Connect(socket._handle, address, address.Length), "reached", path);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Sends one datagram; a path that begins with @ is a name without a file.</summary>
    /// <exception cref="IOException">It cannot be delivered.</exception>
    public static void Send(string path, ReadOnlySpan<byte> message)
    {
        using var socket = Open(Datagram);
        var address = AddressOf(path);
        Check((int)SendTo(socket._handle, message, message.Length, NoSignal, address, address.Length), "reached", path);
    }

    /// <summary>Waits for a caller; null once the socket was closed.</summary>
    public UnixSocket? Accept()
    {
        var handle = Accept(_handle, 0, 0, CloseOnExec);
        if (!handle.IsInvalid)
        {
            return new UnixSocket(handle);
        }

        handle.Dispose();
        return null;
    }

    /// <summary>Lets no call to read or write wait longer.</summary>
    public void LimitWaits(TimeSpan limit)
    {
        Span<long> time = [(long)limit.TotalSeconds, limit.Microseconds + (limit.Milliseconds * 1000L)];
        Check(SetOption(_handle, SocketLevel, ReceiveTimeout, time, 2 * sizeof(long)), "limited");
        Check(SetOption(_handle, SocketLevel, SendTimeout, time, 2 * sizeof(long)), "limited");
    }

    /// <summary>What has come, waiting for something if need be; 0 at the end.</summary>
    /// <exception cref="IOException">Nothing came in time, or the other end is gone.</exception>
    public int Read(Span<byte> buffer) => Check((int)Receive(_handle, buffer, buffer.Length, 0), "read from");

    /// <exception cref="IOException">The other end is gone or takes nothing.</exception>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            bytes = bytes[Check((int)Send(_handle, bytes, bytes.Length, NoSignal), "written to")..];
        }
    }

    /// <summary>Wakes whoever waits, and closes.</summary>
    public void Dispose()
    {
        if (!_handle.IsClosed)
        {
            _ = Shutdown(_handle, BothDirections);
        }

        _handle.Dispose();
    }

    private (int Process, uint User) Peer()
    {
        Span<uint> credentials = stackalloc uint[3]; // process, user, group
        var size = 3 * sizeof(uint);
        Check(GetOption(_handle, SocketLevel, PeerCredentials, credentials, ref size), "asked");
        return ((int)credentials[0], credentials[1]);
    }

    private static UnixSocket Open(int type)
    {
        var handle = Create(UnixFamily, type, 0);
        return handle.IsInvalid ? throw Fault("opened", null) : new UnixSocket(handle);
    }

    private static byte[] AddressOf(string path)
    {
        var name = Encoding.UTF8.GetBytes(path);
        if (name.Length is 0 or > LongestPath)
        {
            throw new IOException($"The path of a socket has 1 to {LongestPath} bytes; '{path}' has {name.Length}.");
        }

        if (name[0] == '@')
        {
            name[0] = 0;
        }

        return [UnixFamily, 0, .. name, .. name[0] == 0 ? [] : (byte[])[0]];
    }

    private static int Check(int result, string action, string? path = null) => result >= 0 ? result : throw Fault(action, path);

    private static IOException Fault(string action, string? path) =>
        new($"The socket{(path is null ? "" : $" '{path}'")} could not be {action}: {new Win32Exception(Marshal.GetLastPInvokeError()).Message}.");

    [LibraryImport("libc", EntryPoint = "socket", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial SafeFileHandle Create(int family, int type, int protocol);

    [LibraryImport("libc", EntryPoint = "bind", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Bind(SafeFileHandle socket, ReadOnlySpan<byte> address, int length);

    [LibraryImport("libc", EntryPoint = "listen", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Listen(SafeFileHandle socket, int backlog);

    [LibraryImport("libc", EntryPoint = "accept4", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial SafeFileHandle Accept(SafeFileHandle socket, nint address, nint length, int flags);

    [LibraryImport("libc", EntryPoint = "connect", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Connect(SafeFileHandle socket, ReadOnlySpan<byte> address, int length);

    [LibraryImport("libc", EntryPoint = "recv", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint Receive(SafeFileHandle socket, Span<byte> buffer, nint length, int flags);

    [LibraryImport("libc", EntryPoint = "send", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint Send(SafeFileHandle socket, ReadOnlySpan<byte> buffer, nint length, int flags);

    [LibraryImport("libc", EntryPoint = "sendto", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint SendTo(SafeFileHandle socket, ReadOnlySpan<byte> buffer, nint length, int flags, ReadOnlySpan<byte> address, int addressLength);

    [LibraryImport("libc", EntryPoint = "getsockopt", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int GetOption(SafeFileHandle socket, int level, int option, Span<uint> value, ref int length);

    [LibraryImport("libc", EntryPoint = "setsockopt", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetOption(SafeFileHandle socket, int level, int option, ReadOnlySpan<long> value, int length);

    [LibraryImport("libc", EntryPoint = "shutdown", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Shutdown(SafeFileHandle socket, int how);
}
