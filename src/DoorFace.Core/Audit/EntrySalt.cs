using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace DoorFace.Core.Audit;

/// <summary>
/// Sixteen random bytes that go into an entry's digest and are erased with its content: without them nobody can guess the content from the
/// digest. Its text is 32 lower-case hexadecimal digits.
/// </summary>
public readonly record struct EntrySalt
{
    /// <summary>Bytes.</summary>
    public const int Length = 16;

    private readonly UInt128 _value;

    /// <exception cref="ArgumentOutOfRangeException">Not 16 bytes.</exception>
    public EntrySalt(ReadOnlySpan<byte> bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(bytes.Length, Length, nameof(bytes));
        _value = BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }

    /// <summary>Another one each time.</summary>
    public static EntrySalt Draw() => new(RandomNumberGenerator.GetBytes(Length));

    public byte[] ToArray()
    {
        var bytes = new byte[Length];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, _value);
        return bytes;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{_value:x32}");
}
