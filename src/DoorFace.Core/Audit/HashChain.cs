using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using DoorFace.Core.Keys;

namespace DoorFace.Core.Audit;

/// <summary>
/// Chains each audit entry to all before it, so that one that is changed, removed, moved or put in between is found, and which. The chain is made of
/// salted digests, so that the content of an entry can be erased when its time is over and the rest still verifies.
/// What a bare chain cannot find, because no secret is in it: that the newest entries were cut off together with the count of numbers given;
/// that the oldest were taken away and the beginning moved; and that somebody wrote everything from some entry on anew, hashes and all. Seals
/// find these, see <see cref="AuditSeal"/>. That all seals were taken away too, or the whole file put back to what it was at an earlier time, is
/// found by what was noted down elsewhere: by the unit, see <see cref="RememberedAudit"/>, or as a <see cref="ChainLink"/> on a receipt or in an export.
/// </summary>
public static class HashChain
{
    // The fields without a length of their own: salt, boot, at, since start, whether the clock was trusted.
    private const int FixedLength = EntrySalt.Length + (3 * sizeof(long)) + 1;

    /// <summary>
    /// SHA-256 of the salt; boot, wall clock and time since the start in milliseconds as 8 bytes each; 1 for a trusted clock or 0 in a byte; then
    /// kind, subject (empty for none) and detail as UTF-8, each behind its length in 4 bytes. All numbers are big-endian.
    /// </summary>
    public static ChainHash DigestOf(EntrySalt salt, AuditEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var bytes = new ArrayBufferWriter<byte>(FixedLength + 256);
        bytes.Write(salt.ToArray());
        Number(bytes, entry.Boot);
        Number(bytes, entry.At.ToUnixTimeMilliseconds());
        Number(bytes, entry.SinceStart.Ticks / TimeSpan.TicksPerMillisecond);
        bytes.Write([entry.ClockTrusted ? (byte)1 : (byte)0]);
        Words(bytes, entry.Kind);
        Words(bytes, entry.Subject?.ToString() ?? "");
        Words(bytes, entry.Detail);
        return new ChainHash(SHA256.HashData(bytes.WrittenSpan));
    }

    /// <summary>SHA-256 of the hash before, the sequence as 8 bytes, big-endian, the retention class as a byte, and the digest.</summary>
    public static ChainHash HashOf(ChainHash previous, long sequence, RetentionClass content, ChainHash digest)
    {
        var bytes = new byte[ChainHash.Length + sizeof(long) + 1 + ChainHash.Length];
        previous.ToArray().CopyTo(bytes, 0);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(ChainHash.Length), sequence);
        bytes[ChainHash.Length + sizeof(long)] = (byte)content;
        digest.ToArray().CopyTo(bytes, ChainHash.Length + sizeof(long) + 1);
        return new ChainHash(SHA256.HashData(bytes));
    }

    /// <summary>An entry behind another, with a salt of its own.</summary>
    public static ChainedEntry Chain(ChainLink previous, AuditEntry entry, RetentionClass content)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var salt = EntrySalt.Draw();
        var digest = DigestOf(salt, entry);
        var hash = HashOf(previous.Hash, previous.Sequence + 1, content, digest);
        return new ChainedEntry(previous.Sequence + 1, content, entry with { Sequence = previous.Sequence + 1, Hash = hash }, salt, digest, hash);
    }

    /// <summary>Checks what is kept of an audit.</summary>
    /// <param name="seals">What holds it in its place.</param>
    /// <param name="entries">All that are kept, the oldest first; those before the chain among them.</param>
    /// <param name="lastGiven">The greatest number that was ever given to an entry.</param>
    /// <param name="key">The key that must have sealed it; null for the one that stands under the newest seal, whosever that is.</param>
    /// <param name="remembered">What the unit remembers of it; null for nothing.</param>
    public static ChainVerification Verify(
        AuditSeals seals, IEnumerable<ChainedEntry> entries, long lastGiven, UnitPublicKey? key = null, RememberedAudit? remembered = null)
    {
        ArgumentNullException.ThrowIfNull(seals);
        ArgumentNullException.ThrowIfNull(entries);
        return new ChainCheck(seals, key, remembered).Run(entries, lastGiven);
    }

    private static void Number(ArrayBufferWriter<byte> bytes, long value)
    {
        BinaryPrimitives.WriteInt64BigEndian(bytes.GetSpan(sizeof(long)), value);
        bytes.Advance(sizeof(long));
    }

    private static void Words(ArrayBufferWriter<byte> bytes, string value)
    {
        BinaryPrimitives.WriteInt32BigEndian(bytes.GetSpan(sizeof(int)), Encoding.UTF8.GetByteCount(value));
        bytes.Advance(sizeof(int));
        Encoding.UTF8.GetBytes(value, bytes);
    }
}
