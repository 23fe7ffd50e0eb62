using System.Buffers.Binary;
using DoorFace.Core.Biometrics;

namespace DoorFace.Storage.Residents;

/// <summary>A template as bytes: its features in order, each a little-endian IEEE 754 single.</summary>
internal static class TemplateBlob
{
    /// <summary>Into memory that never moves; whoever takes it zeroes it.</summary>
    public static byte[] Encode(ReadOnlySpan<float> template)
    {
        var bytes = GC.AllocateUninitializedArray<byte>(template.Length * sizeof(float), pinned: true);
        for (var i = 0; i < template.Length; i++)
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * sizeof(float)), template[i]);
        return bytes;
    }

    /// <exception cref="FormatException">Not whole features, or not a vector of unit length.</exception>
    public static Embedding Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length % sizeof(float) != 0)
            throw new FormatException($"its {bytes.Length} bytes are not whole features of {sizeof(float)} bytes");

        var values = GC.AllocateArray<float>(bytes.Length / sizeof(float), pinned: true);
        for (var i = 0; i < values.Length; i++)
            values[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes[(i * sizeof(float))..]);
        var isTemplate = Embedding.TryFromUnitVector(values, out var template);
        Array.Clear(values);
        return isTemplate ? template! : throw new FormatException($"its {values.Length} features are not a vector of unit length");
    }
}
