using System.Buffers.Binary;
using System.Text;
using DoorFace.Core.Keys;

namespace DoorFace.Core.Audit;

/// <summary>The unit's signature under a place in the chain.</summary>
/// <param name="Purpose">What it says of the place.</param>
/// <param name="Link">The place.</param>
/// <param name="Boot">In which start of the service it was sealed.</param>
/// <param name="At">When, by the wall clock, to the millisecond.</param>
/// <param name="Erased">What may have been erased; of an anchor only.</param>
/// <param name="Key">The key that is said to have signed it; null when it cannot be read.</param>
/// <param name="Signature">As <see cref="UnitSigner.Sign"/> gives it.</param>
public sealed record AuditSeal(
    SealPurpose Purpose, ChainLink Link, long Boot, DateTimeOffset At, ErasedMarks Erased, UnitPublicKey? Key, ReadOnlyMemory<byte> Signature)
{
    /// <summary>Bytes of an audit's id.</summary>
    public const int AuditIdLength = 16;

    /// <summary>Seals a place.</summary>
    /// <param name="auditId">Of the audit: a seal of another one is none here.</param>
    /// <param name="purpose">What is said of the place.</param>
    /// <param name="link">The place.</param>
    /// <param name="boot">The start of the service.</param>
    /// <param name="at">Now.</param>
    /// <param name="erased">For an anchor.</param>
    /// <param name="signer">The unit's.</param>
    public static AuditSeal Make(
        ReadOnlySpan<byte> auditId, SealPurpose purpose, ChainLink link, long boot, DateTimeOffset at, ErasedMarks erased, UnitSigner signer)
    {
        ArgumentNullException.ThrowIfNull(signer);
        var unsigned = new AuditSeal(purpose, link, boot, DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds()), erased, signer.PublicKey, default);
        return unsigned with { Signature = signer.Sign(unsigned.Message(auditId)) };
    }

    /// <summary>Whether its key signed exactly this, for this audit.</summary>
    public bool IsValid(ReadOnlySpan<byte> auditId) => Key?.Verifies(Message(auditId), Signature.Span) == true;

    // "doorface audit 1 Head" or the like and a line feed; the audit's id; the hash; then sequence, boot, wall clock in milliseconds and the
    // marks of access and administration as 8 bytes each, big-endian; and the marks of what came from outside and of what was evicted when there is one.
    private byte[] Message(ReadOnlySpan<byte> auditId)
    {
        Span<byte> numbers = stackalloc byte[(Erased is { Outside: 0, Evicted: 0 } ? 5 : 7) * sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(numbers, Link.Sequence);
        BinaryPrimitives.WriteInt64BigEndian(numbers[8..], Boot);
        BinaryPrimitives.WriteInt64BigEndian(numbers[16..], At.ToUnixTimeMilliseconds());
        BinaryPrimitives.WriteInt64BigEndian(numbers[24..], Erased.Access);
        BinaryPrimitives.WriteInt64BigEndian(numbers[32..], Erased.Administration);
        if (numbers.Length > 40)
        {
            BinaryPrimitives.WriteInt64BigEndian(numbers[40..], Erased.Outside);
            BinaryPrimitives.WriteInt64BigEndian(numbers[48..], Erased.Evicted);
        }

        return [.. Encoding.ASCII.GetBytes($"doorface audit 1 {Purpose}\n"), .. auditId, .. Link.Hash.ToArray(), .. numbers];
    }
}
