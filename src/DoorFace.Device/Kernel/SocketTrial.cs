using System.ComponentModel;

namespace DoorFace.Device.Kernel;

/// <summary>One kind of socket that leads out of the machine, and what the kernel said when this process asked for one.</summary>
/// <param name="Kind">What it is for, in words.</param>
/// <param name="Family">The kernel's name of its address family.</param>
/// <param name="Error">The kernel's error number; 0 when there was a socket, which was connected to nothing and closed at once.</param>
/// <param name="Answer">The same in words.</param>
public sealed record SocketTrial(string Kind, string Family, int Error, string Answer)
{
    private const int Stream = 1;
    private const int Datagram = 2;
    private const int Raw = 3;

    private static readonly (string Kind, string Family, int Number, int Type)[] Kinds =
    [
        ("internet, TCP over IPv4", "AF_INET", 2, Stream),
        ("internet, UDP over IPv4", "AF_INET", 2, Datagram),
        ("internet, TCP over IPv6", "AF_INET6", 10, Stream),
        ("internet, UDP over IPv6", "AF_INET6", 10, Datagram),
        ("raw packets on a cable or on wireless", "AF_PACKET", 17, Raw),
        ("the kernel's network configuration", "AF_NETLINK", 16, Raw),
        ("Bluetooth", "AF_BLUETOOTH", 31, Raw),
    ];

    /// <summary>
    /// Whether the kernel refused it for good: the family is not for this process, or not there. Any other error, such as too many open files, may be
    /// gone the next time.
    /// </summary>
    public bool IsRefused => Error is Errno.NotPermitted or Errno.NoAccess or Errno.NoFamily or Errno.NoProtocol or Errno.NoSocketType;

    /// <summary>Asks for one of each kind.</summary>
    public static IReadOnlyList<SocketTrial> All() =>
        [.. Kinds.Select(one => Of(one.Kind, one.Family, SystemCalls.TrySocket(one.Number, one.Type)))];

    private static SocketTrial Of(string kind, string family, int error) => new(kind, family, error, error == 0 ? "granted" : new Win32Exception(error).Message);
}
