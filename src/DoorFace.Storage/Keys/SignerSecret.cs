using System.Buffers.Binary;
using System.Collections.Immutable;
using DoorFace.Core.Audit;

namespace DoorFace.Storage.Keys;

/// <summary>
/// The signing key, what the unit remembers of the audit that it has sealed with it, and the roster of its residents. They are one secret: a row of its
/// own for what is remembered could be deleted by whoever wipes the rest, and without the key the unit misses that at once.
/// </summary>
/// <remarks>
/// Before anything was sealed it was the key alone (PKCS #8, which begins with 0x30), and before there was a roster a 1; a 1 if that audit was set aside,
/// or 0; and what follows of the audit. Now: a 2 for the form; a byte of flags; of the audit the sequence, 8 bytes, big-endian; the hash; the length of
/// its id in a byte, and the id; of the roster its generation, 8 bytes; the number of residents, 4 bytes; the id, 16 bytes, and the hash of each; the key.
/// </remarks>
internal readonly ref struct SignerSecret
{
    private const byte RemembersAudit = 1;
    private const byte Present = 2;
    private const int IdLength = 16;
    private const int RowLength = 32;

    [Flags]
    private enum Part : byte
    {
        None = 0,
        Audit = 1,
        AuditSetAside = 2,
        AuditSealsMemory = 4,
        Roster = 8,
        Witnessed = 16,
    }

    private SignerSecret(ReadOnlySpan<byte> key, RememberedAudit? audit, Roster? roster)
    {
        Key = key;
        Audit = audit;
        Roster = roster;
    }

    /// <summary>PKCS #8.</summary>
    public ReadOnlySpan<byte> Key { get; }

    /// <summary>Null when nothing was sealed.</summary>
    public RememberedAudit? Audit { get; }

    /// <summary>Null in a file from before there was one.</summary>
    public Roster? Roster { get; }

    public static SignerSecret Read(ReadOnlySpan<byte> secret)
    {
        if (secret[0] is not (RemembersAudit or Present))
            return new SignerSecret(secret, null, null);

        var parts = secret[0] == Present ? (Part)secret[1] : Part.Audit | (secret[1] == 1 ? Part.AuditSetAside : Part.None);
        var rest = secret[2..];
        var audit = parts.HasFlag(Part.Audit) ? ReadAudit(ref rest, parts) : null;
        var roster = parts.HasFlag(Part.Roster) ? ReadRoster(ref rest, parts.HasFlag(Part.Witnessed)) : null;
        return new SignerSecret(rest, audit, roster);
    }

    /// <summary>All of it.</summary>
    /// <returns>In memory that never moves; whoever takes it zeroes it.</returns>
    public static byte[] Write(ReadOnlySpan<byte> key, RememberedAudit? audit, Roster? roster)
    {
        var auditLength = audit is null ? 0 : sizeof(long) + ChainHash.Length + 1 + audit.AuditId.Length;
        var rosterLength = roster is null ? 0 : sizeof(long) + sizeof(int) + (roster.Rows.Count * (IdLength + RowLength));
        var secret = GC.AllocateArray<byte>(2 + auditLength + rosterLength + key.Length, pinned: true);
        var rest = secret.AsSpan(2);
        var parts = Part.None;
        if (audit is not null)
        {
            parts |= Part.Audit | (audit.IsSetAside ? Part.AuditSetAside : 0) | (audit.SealsMemory ? Part.AuditSealsMemory : 0);
            WriteAudit(audit, ref rest);
        }

        if (roster is not null)
        {
            parts |= Part.Roster | (roster.IsWitnessed ? Part.Witnessed : 0);
            WriteRoster(roster, ref rest);
        }

        (secret[0], secret[1]) = (Present, (byte)parts);
        key.CopyTo(rest);
        return secret;
    }

    private static RememberedAudit ReadAudit(ref ReadOnlySpan<byte> rest, Part parts)
    {
        var sequence = BinaryPrimitives.ReadInt64BigEndian(Take(ref rest, sizeof(long)));
        var hash = new ChainHash(Take(ref rest, ChainHash.Length));
        var id = Take(ref rest, Take(ref rest, 1)[0]).ToArray();
        return new RememberedAudit(id, new ChainLink(sequence, hash), parts.HasFlag(Part.AuditSetAside)) { SealsMemory = parts.HasFlag(Part.AuditSealsMemory) };
    }

    private static Roster ReadRoster(ref ReadOnlySpan<byte> rest, bool isWitnessed)
    {
        var generation = BinaryPrimitives.ReadInt64BigEndian(Take(ref rest, sizeof(long)));
        var rows = ImmutableSortedDictionary.CreateBuilder<string, byte[]>(StringComparer.Ordinal);
        for (var count = BinaryPrimitives.ReadInt32BigEndian(Take(ref rest, sizeof(int))); count > 0; count--)
            rows.Add(Convert.ToHexStringLower(Take(ref rest, IdLength)), Take(ref rest, RowLength).ToArray());
        return new Roster(generation, rows.ToImmutable(), isWitnessed);
    }

    private static void WriteAudit(RememberedAudit audit, ref Span<byte> rest)
    {
        BinaryPrimitives.WriteInt64BigEndian(Take(ref rest, sizeof(long)), audit.Link.Sequence);
        audit.Link.Hash.ToArray().CopyTo(Take(ref rest, ChainHash.Length));
        Take(ref rest, 1)[0] = (byte)audit.AuditId.Length;
        audit.AuditId.Span.CopyTo(Take(ref rest, audit.AuditId.Length));
    }

    private static void WriteRoster(Roster roster, ref Span<byte> rest)
    {
        BinaryPrimitives.WriteInt64BigEndian(Take(ref rest, sizeof(long)), roster.Generation);
        BinaryPrimitives.WriteInt32BigEndian(Take(ref rest, sizeof(int)), roster.Rows.Count);
        foreach (var (id, hash) in roster.Rows)
        {
            Convert.FromHexString(id).CopyTo(Take(ref rest, IdLength));
            hash.CopyTo(Take(ref rest, RowLength));
        }
    }

    private static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> rest, int length)
    {
        var taken = rest[..length];
        rest = rest[length..];
        return taken;
    }

    private static Span<byte> Take(ref Span<byte> rest, int length)
    {
        var taken = rest[..length];
        rest = rest[length..];
        return taken;
    }
}
