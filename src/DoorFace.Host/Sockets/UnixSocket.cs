using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;
using DoorFace.Device.Kernel;
using Microsoft.Win32.SafeHandles;

namespace DoorFace.Host.Sockets;

/// <summary>
/// A Unix-domain socket by the kernel's own calls. .NET's sockets and pipes would, before their first use, open an internet socket each to see
/// whether there is a network; this program opens none, not even for that.
/// </summary>
internal sealed class UnixSocket : IDisposable
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
    private const int LongestQueue = 128;
    private const int PeerGroups = 59;
    private const int PeerProcessHandle = 77;
    private const int NoSuchFile = 2;
    private const int Interrupted = 4;
    private const int ConnectionRefused = 111;
    private const int MostGroups = 65536; // The kernel's own limit.

    private readonly SafeFileHandle _handle;
    private (string Path, (ulong Device, ulong Number) Identity)? _place;

    private UnixSocket(SafeFileHandle handle) => _handle = handle;

    /// <summary>Who is at the other end, as the kernel knew it when they connected.</summary>
    /// <exception cref="IOException">It does not tell.</exception>
    public PeerIdentity Peer
    {
        get
        {
            var (_, user, group) = Credentials();
            return new PeerIdentity(user, group, ReadPeerGroups(), LoginUser.AtOtherEnd(this));
        }
    }

    /// <summary>The process at the other end, likewise; of a listener the one that began to listen.</summary>
    public int PeerProcess => (int)Credentials().Process;

    /// <summary>Whether the process at the other end, which the kernel knows for certain, has this number and has not ended.</summary>
    public bool PeerStillIs(string process)
    {
        Span<uint> handle = stackalloc uint[1];
        var size = sizeof(uint);
        if (SocketCalls.GetOption(_handle, SocketLevel, PeerProcessHandle, handle, ref size) < 0)
        {
            // A kernel before 6.5.
            return false;
        }

        using var peer = new SafeFileHandle((nint)handle[0], ownsHandle: true);
        return File.ReadLines($"/proc/self/fdinfo/{handle[0]}").Any(line => line.StartsWith("Pid:", StringComparison.Ordinal) && line[4..].Trim() == process);
    }

    /// <summary>Listens on a path, for its owner and group (mode 0660); a socket that an earlier process left there, and nobody listens on, is replaced.</summary>
    /// <exception cref="IOException">It cannot be had.</exception>
    public static UnixSocket Listen(string path)
    {
        using (var other = TryConnect(path))
        {
            if (other is not null)
            {
                throw new ServiceRunsException($"Process {other.PeerProcess} listens on the socket '{path}' already. Stop it, or name another socket (Control:Socket).");
            }
        }

        File.Delete(path);
        var socket = Open(Stream);
        try
        {
            var address = AddressOf(path);
            Check(SocketCalls.Bind(socket._handle, address, address.Length), "bound", path);
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite);
            }

            Check(SocketCalls.Listen(socket._handle, LongestQueue), "listened on", path);
            socket._place = (path, FileStatus.Of(path).Identity);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Connects to a path; null when nobody listens there.</summary>
    /// <exception cref="IOException">It is not permitted, or failed otherwise.</exception>
    public static UnixSocket? TryConnect(string path)
    {
        var socket = Open(Stream);
        try
        {
            var address = AddressOf(path);
            if (SocketCalls.Connect(socket._handle, address, address.Length) >= 0)
            {
                return socket;
            }

            if (Marshal.GetLastPInvokeError() is not (NoSuchFile or ConnectionRefused))
            {
                throw Fault("reached", path);
            }

            socket.Dispose();
            return null;
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
        Check((int)SocketCalls.SendTo(socket._handle, message, message.Length, NoSignal, address, address.Length), "reached", path);
    }

    /// <summary>Waits for a caller; null when this one could not be had.</summary>
    public UnixSocket? Accept()
    {
        var handle = SocketCalls.Accept(_handle, 0, 0, CloseOnExec);
        if (!handle.IsInvalid)
        {
            return new UnixSocket(handle);
        }

        handle.Dispose();
        return null;
    }

    /// <summary>Lets no call to read wait longer; zero for as long as it takes.</summary>
    public void LimitReads(TimeSpan limit) => LimitWaits(ReceiveTimeout, limit);

    /// <summary>Lets no call to write wait longer; zero for as long as it takes.</summary>
    public void LimitWrites(TimeSpan limit) => LimitWaits(SendTimeout, limit);

    /// <summary>What has come, waiting for something if need be; 0 at the end.</summary>
    /// <exception cref="IOException">Nothing came in time, or the other end is gone.</exception>
    public int Read(Span<byte> buffer)
    {
        nint count;
        do
        {
            count = SocketCalls.Receive(_handle, buffer, buffer.Length, 0);
        }
        while (WasInterrupted(count));

        return Check((int)count, "read from");
    }

    /// <exception cref="IOException">The other end is gone or takes nothing.</exception>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            var count = SocketCalls.Send(_handle, bytes, bytes.Length, NoSignal);
            bytes = WasInterrupted(count) ? bytes : bytes[Check((int)count, "written to")..];
        }
    }

    /// <summary>Wakes whoever waits, and ends the connection; nothing more is read or written.</summary>
    public void Shutdown()
    {
        try
        {
            _ = SocketCalls.Shutdown(_handle, BothDirections);
        }
        catch (ObjectDisposedException)
        {
            // Another thread has closed it meanwhile.
        }
    }

    /// <summary>Deletes the file that is listened on, unless another one has taken its place.</summary>
    /// <exception cref="IOException">It cannot be deleted.</exception>
    public void Remove()
    {
        if (_place is ({ } path, var identity) && File.Exists(path) && FileStatus.Of(path).Identity == identity)
        {
            File.Delete(path);
        }
    }

    /// <summary>Wakes whoever waits, and closes.</summary>
    public void Dispose()
    {
        if (!_handle.IsClosed)
        {
            Shutdown();
        }

        _handle.Dispose();
    }

    private void LimitWaits(int option, TimeSpan limit)
    {
        Span<long> time = [(long)limit.TotalSeconds, limit.Microseconds + (limit.Milliseconds * 1000L)];
        Check(SocketCalls.SetOption(_handle, SocketLevel, option, time, 2 * sizeof(long)), "limited");
    }

    private (uint Process, uint User, uint Group) Credentials()
    {
        Span<uint> credentials = stackalloc uint[3];
        var size = 3 * sizeof(uint);
        Check(SocketCalls.GetOption(_handle, SocketLevel, PeerCredentials, credentials, ref size), "asked");
        return (credentials[0], credentials[1], credentials[2]);
    }

    private uint[] ReadPeerGroups()
    {
        var groups = new uint[MostGroups];
        var size = groups.Length * sizeof(uint);
        Check(SocketCalls.GetOption(_handle, SocketLevel, PeerGroups, groups, ref size), "asked");
        return groups[..(size / sizeof(uint))];
    }

    private static UnixSocket Open(int type)
    {
        var handle = SocketCalls.Create(UnixFamily, type, 0);
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

    // By a signal, such as that a child of this process has ended: a call that may wait only so long is not begun again by the kernel.
    private static bool WasInterrupted(nint result) => result < 0 && Marshal.GetLastPInvokeError() == Interrupted;

    private static int Check(int result, string action, string? path = null) => result >= 0 ? result : throw Fault(action, path);

    private static IOException Fault(string action, string? path) =>
        new($"The socket{(path is null ? "" : $" '{path}'")} could not be {action}: {new Win32Exception(Marshal.GetLastPInvokeError()).Message}.");
}
