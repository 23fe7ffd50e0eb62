using System.Buffers.Binary;
using System.Runtime.InteropServices;
using DoorFace.ModelBuilder.Onnx;
using Google.Protobuf;
using DataType = DoorFace.ModelBuilder.Onnx.TensorProto.Types.DataType;

namespace DoorFace.ModelBuilder.Graph;

/// <summary>Values of one element type in row-major order.</summary>
/// <param name="Shape">Its dimensions; none for a scalar.</param>
/// <param name="Values">As many as the product of the dimensions.</param>
internal sealed record Tensor<T>(IReadOnlyList<long> Shape, T[] Values)
    where T : unmanaged
{
    public static Tensor<T> Scalar(T value) => new([], [value]);

    public static Tensor<T> Vector(params T[] values) => new([values.Length], values);
}

/// <summary>Between tensors and the forms in which ONNX stores them.</summary>
internal static class TensorCodec
{
    public static Tensor<float> Floats(TensorProto tensor) =>
        Read(tensor, DataType.Float, tensor.FloatData.ToArray(), BinaryPrimitives.ReadSingleLittleEndian);

    public static Tensor<long> Integers(TensorProto tensor) =>
        Read(tensor, DataType.Int64, tensor.Int64Data.ToArray(), BinaryPrimitives.ReadInt64LittleEndian);

    /// <summary>A tensor stored as little-endian bytes.</summary>
    public static TensorProto Encode<T>(string name, Tensor<T> tensor)
        where T : unmanaged
    {
        var encoded = new TensorProto { Name = name, DataType = (int)TypeOf<T>() };
        encoded.Dims.AddRange(tensor.Shape);
        encoded.RawData = ByteString.CopyFrom(MemoryMarshal.AsBytes(tensor.Values.AsSpan()));
        return encoded;
    }

    /// <summary>The element type as ONNX names it.</summary>
    public static string TypeName(int dataType) =>
        Enum.IsDefined((DataType)dataType) ? ((DataType)dataType).ToString().ToLowerInvariant() : $"element type {dataType}";

    private delegate T ReadElement<T>(ReadOnlySpan<byte> source);

    private static unsafe Tensor<T> Read<T>(TensorProto tensor, DataType type, T[] typed, ReadElement<T> read)
        where T : unmanaged
    {
        if (tensor.DataType != (int)type)
        {
            throw new ModelBuildException(
                $"Tensor '{tensor.Name}' holds {TypeName(tensor.DataType)} values, only {TypeName((int)type)} is supported here; export the model in 32-bit floats.");
        }

        var values = typed;
        if (tensor.HasRawData && tensor.RawData.Length > 0)
        {
            values = new T[tensor.RawData.Length / sizeof(T)];
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = read(tensor.RawData.Span.Slice(i * sizeof(T), sizeof(T)));
            }
        }

        if (tensor.Dims.Aggregate(1L, (product, d) => product * d) != values.Length)
        {
            throw new ModelBuildException(
                $"Tensor '{tensor.Name}' of the shape [{string.Join(", ", tensor.Dims)}] has {values.Length} values; the file is damaged, bring it again.");
        }

        return new Tensor<T>([.. tensor.Dims], values);
    }

    private static DataType TypeOf<T>() => default(T) switch
    {
        float => DataType.Float,
        byte => DataType.Uint8,
        sbyte => DataType.Int8,
        int => DataType.Int32,
        long => DataType.Int64,
        _ => throw new NotSupportedException(typeof(T).Name),
    };
}
