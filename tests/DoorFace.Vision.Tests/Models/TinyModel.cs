using System.Text;

namespace DoorFace.Vision.Tests.Models;

/// <summary>The smallest ONNX models, written as protocol buffers by hand.</summary>
internal static class TinyModel
{
    public const int Float = 1;
    public const int Double = 11;

    /// <summary>An output that is the input, of one element type and shape.</summary>
    public static byte[] Identity(int elementType, params int[] shape) => Model(
        Node("Identity", "input", "output"), Value("input", elementType, shape), Value("output", elementType, shape));

    /// <summary>The mean of each plane of a square picture: an output [1,planes].</summary>
    public static byte[] Means(string input, string output, int planes, int side) => Model(
        [.. Node("GlobalAveragePool", input, "means"), .. Node("Flatten", "means", output)],
        Value(input, Float, [1, planes, side, side]),
        Value(output, Float, [1, planes]));

    private static byte[] Node(string type, string input, string output) => Field(1, Join(Text(1, input), Text(2, output), Text(4, type)));

    private static byte[] Model(byte[] nodes, byte[] input, byte[] output)
    {
        var graph = Join(nodes, Text(2, "g"), Field(11, input), Field(12, output));
        var operators = Join(Text(1, string.Empty), Number(2, 13));
        return Join(Number(1, 7), Field(7, graph), Field(8, operators));
    }

    private static byte[] Value(string name, int elementType, int[] shape)
    {
        var dimensions = Join([.. shape.Select(d => Field(1, Number(1, d)))]);
        var tensor = Join(Number(1, elementType), Field(2, dimensions));
        return Join(Text(1, name), Field(2, Field(1, tensor)));
    }

    private static byte[] Text(int field, string text) => Field(field, Encoding.UTF8.GetBytes(text));

    private static byte[] Field(int field, byte[] content) => Join(Varint((field << 3) | 2), Varint(content.Length), content);

    private static byte[] Number(int field, int value) => Join(Varint(field << 3), Varint(value));

    private static byte[] Varint(int value)
    {
        var bytes = new List<byte>();
        for (; value > 127; value >>= 7)
        {
            bytes.Add((byte)(value | 128));
        }

        return [.. bytes, (byte)value];
    }

    private static byte[] Join(params byte[][] parts) => [.. parts.SelectMany(p => p)];
}
