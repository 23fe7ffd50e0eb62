using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace DoorFace.Core.Audit;

/// <summary>
/// Chains each audit entry to all before it, so that one that is changed, removed, moved or put in between is found, and which.
/// What a bare chain cannot find, because no secret is in it: that the newest entries were cut off together with the count of numbers given;
/// that the oldest were taken away and the beginning moved, as pruning does; and that somebody wrote everything from some entry on anew, hashes
/// and all. A <see cref="ChainLink"/> that was noted down elsewhere shows each of these.
/// </summary>
public static class HashChain
{
    // The fields without a length of their own: sequence, boot, at, since start.
    private const int FixedLength = 4 * sizeof(long);

    /// <summary>
    /// SHA-256 of the hash before; sequence, boot, wall clock and time since the start in milliseconds as 8 bytes each; then kind, subject (empty
    /// for none) and detail as UTF-8, each behind its length in 4 bytes. All numbers are big-endian. The entry's own hash has no part in it.
    /// </summary>
    public static ChainHash HashOf(ChainHash previous, AuditEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var bytes = new ArrayBufferWriter<byte>(ChainHash.Length + FixedLength + 256);
        bytes.Write(previous.ToArray());
        Number(bytes, entry.Sequence);
        Number(bytes, entry.Boot);
        Number(bytes, entry.At.ToUnixTimeMilliseconds());
        Number(bytes, entry.SinceStart.Ticks / TimeSpan.TicksPerMillisecond);
        Words(bytes, entry.Kind);
        Words(bytes, entry.Subject?.ToString() ?? "");
        Words(bytes, entry.Detail);
        return new ChainHash(SHA256.HashData(bytes.WrittenSpan));
    }

    /// <summary>Checks what is kept of an audit.</summary>
    /// <param name="anchor">What stands before the first chained entry that is kept.</param>
    /// <param name="entries">All that are kept, the oldest first; those before the chain among them.</param>
    /// <param name="lastGiven">The greatest number that was ever given to an entry.</param>
    public static ChainVerification Verify(ChainLink anchor, IEnumerable<AuditEntry> entries, long lastGiven)
    {
        ArgumentNullException.ThrowIfNull(entries);
        var (before, verified) = (0L, 0L);
        var last = anchor;
        foreach (var entry in entries)
        {
            // Pruning takes the oldest first: once it has moved the beginning of the chain, nothing is left from before it.
            if (entry.Hash is null && entry.Sequence <= anchor.Sequence && anchor.Hash == default)
            {
                before++;
                continue;
            }

            if (FaultOf(last, entry) is { } fault)
                return new ChainVerification(before, verified, last, fault);
            last = new ChainLink(entry.Sequence, entry.Hash!.Value);
            verified++;
        }

        return new ChainVerification(before, verified, last, last.Sequence < lastGiven ? Missing(last.Sequence + 1, lastGiven) : null);
    }

    private static ChainFault? FaultOf(ChainLink last, AuditEntry entry)
    {
        var expected = last.Sequence + 1;
        if (entry.Sequence > expected)
            return Missing(expected, entry.Sequence - 1);
        if (entry.Sequence < expected)
        {
            return new ChainFault(
                ChainFaultKind.OutOfOrder, entry.Sequence, $"Entry {entry.Sequence} stands where entry {expected} must be: it was moved or put there later.");
        }

        if (entry.Hash is not { } hash)
        {
            return new ChainFault(
                ChainFaultKind.Unchained, entry.Sequence, $"Entry {entry.Sequence} has no hash though those before it have: it was put there by something else.");
        }

        return hash == HashOf(last.Hash, entry)
            ? null
            : new ChainFault(
                ChainFaultKind.Changed, entry.Sequence, $"Entry {entry.Sequence} is not the one that was written there: it was changed, moved or put in.");
    }

    private static ChainFault Missing(long from, long to) => new(
        ChainFaultKind.Missing, from, from == to ? $"Entry {from} was removed." : $"Entries {from} to {to} were removed.");

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
