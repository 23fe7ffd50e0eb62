using System.Buffers.Binary;
using DoorFace.Core.Audit;

namespace DoorFace.Storage;

/// <summary>
/// The signing key and what the unit remembers of the audit that it has sealed with it. They are one secret: a row of its own for what is
/// remembered could be deleted by whoever wipes the audit, and without the key the unit misses that at once.
/// </summary>
/// <remarks>
/// Before anything was sealed it is the key alone (PKCS #8, which begins with 0x30). Then: a 1 for the form; a 1 if that audit was set aside, or
/// 0; the sequence, 8 bytes, big-endian; the hash; the length of the audit's id in a byte, and the id; the key.
/// </remarks>
internal static class SignerSecret
{
    private const byte Remembers = 1;
    private const int Hash = 2 + sizeof(long);
    private const int Id = Hash + ChainHash.Length + 1;

    /// <summary>The key in it, PKCS #8.</summary>
    public static ReadOnlySpan<byte> KeyIn(ReadOnlySpan<byte> secret) => secret[0] == Remembers ? secret[(Id + secret[Id - 1])..] : secret;

    /// <summary>What is remembered in it; null for nothing.</summary>
    public static RememberedAudit? RememberedIn(ReadOnlySpan<byte> secret) => secret[0] == Remembers
        ? new RememberedAudit(
            secret.Slice(Id, secret[Id - 1]).ToArray(),
            new ChainLink(BinaryPrimitives.ReadInt64BigEndian(secret[2..]), new ChainHash(secret.Slice(Hash, ChainHash.Length))),
            secret[1] == 1)
        : null;

    /// <summary>The key with that remembered.</summary>
    /// <returns>In memory that never moves; whoever takes it zeroes it.</returns>
    public static byte[] With(ReadOnlySpan<byte> key, RememberedAudit audit)
    {
        var secret = GC.AllocateArray<byte>(Id + audit.AuditId.Length + key.Length, pinned: true);
        secret[0] = Remembers;
        secret[1] = audit.IsSetAside ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteInt64BigEndian(secret.AsSpan(2), audit.Link.Sequence);
        audit.Link.Hash.ToArray().CopyTo(secret, Hash);
        secret[Id - 1] = (byte)audit.AuditId.Length;
        audit.AuditId.Span.CopyTo(secret.AsSpan(Id));
        key.CopyTo(secret.AsSpan(Id + audit.AuditId.Length));
        return secret;
    }
}
