namespace DoorFace.Host.Control;

/// <summary>Who is at the other end of a socket.</summary>
/// <param name="User">The user's number.</param>
/// <param name="Group">Their group at that moment.</param>
/// <param name="Groups">The others that they are in.</param>
internal sealed record PeerIdentity(uint User, uint Group, IReadOnlyList<uint> Groups)
{
    public override string ToString() => $"uid {User}";
}
