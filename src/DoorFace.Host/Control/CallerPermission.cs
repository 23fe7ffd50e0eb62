using DoorFace.Device.Kernel;
using DoorFace.Host.Sockets;
using DoorFace.Storage.Keys;

namespace DoorFace.Host.Control;

/// <summary>
/// Who may ask the service: root, the service's own user, and members of the group that owns the socket. The socket's mode says the same; this
/// holds when the mode was loosened.
/// </summary>
/// <param name="ServiceUser">The service's own user.</param>
/// <param name="SocketGroup">The group that owns the socket.</param>
internal sealed record CallerPermission(uint ServiceUser, uint SocketGroup)
{
    private const uint Root = 0;

    /// <summary>As this process and the socket's file have it.</summary>
    /// <exception cref="IOException">The file does not tell.</exception>
    public static CallerPermission Of(string socketPath) => new(ProcessUser.Id, FileOwner.Of(socketPath).Group);

    public bool Allows(PeerIdentity peer) =>
        peer.User == Root || peer.User == ServiceUser || peer.Group == SocketGroup || peer.Groups.Contains(SocketGroup);
}
