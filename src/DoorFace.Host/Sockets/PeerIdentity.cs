using DoorFace.Device.Kernel;

namespace DoorFace.Host.Sockets;

/// <summary>Who is at the other end of a socket.</summary>
/// <param name="User">The user's number.</param>
/// <param name="Group">Their group at that moment.</param>
/// <param name="Groups">The others that they are in.</param>
/// <param name="Login">As whom they logged in; null when the kernel does not tell.</param>
internal sealed record PeerIdentity(uint User, uint Group, IReadOnlyList<uint> Groups, uint? Login = null)
{
    /// <summary>This process, as it is kept of what it does itself.</summary>
    public static string Own => LoginUser.Describe(ProcessUser.Id, LoginUser.Of("self"), LoginUser.Hint);

    public override string ToString() => LoginUser.Describe(User, Login, null);

    /// <summary>The same, with what the caller says themself where nothing better is known.</summary>
    /// <param name="hint">The number that sudo gave them, by their own word.</param>
    public string With(uint? hint) => LoginUser.Describe(User, Login, hint);
}
