using System.Buffers.Binary;
using System.Globalization;

namespace DoorFace.Core.Audit;

/// <summary>A SHA-256 that stands for an audit entry and for all before it; its text is 64 lower-case hexadecimal digits.</summary>
public readonly record struct ChainHash
{
    /// <summary>Bytes.</summary>
    public const int Length = 32;

    private readonly UInt128 _high;
    private readonly UInt128 _low;

    /// <exception cref="ArgumentOutOfRangeException">Not 32 bytes.</exception>
    public ChainHash(ReadOnlySpan<byte> bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(bytes.Length, Length, nameof(bytes));
        _high = BinaryPrimitives.ReadUInt128BigEndian(bytes);
        _low = BinaryPrimitives.ReadUInt128BigEndian(bytes[16..]);
    }

    public byte[] ToArray()
    {
        var bytes = new byte[Length];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, _high);
        BinaryPrimitives.WriteUInt128BigEndian(bytes.AsSpan(16), _low);
        return bytes;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{_high:x32}{_low:x32}");
}
