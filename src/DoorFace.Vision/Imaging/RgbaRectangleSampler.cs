using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using DoorFace.Core.Biometrics;
using DoorFace.Core.Imaging;

namespace DoorFace.Vision.Imaging;

/// <summary>
/// Resizes a rectangle of a frame of red, green and blue into a model's input; see <see cref="AxisTaps"/> for how. Rows are combined first, over all
/// columns in use, then columns. Allocates only when a frame is wider than all before. For one thread at a time.
/// </summary>
internal sealed class RgbaRectangleSampler(RgbaPacker packer)
{
    private readonly AxisTaps _horizontal = new();
    private readonly AxisTaps _vertical = new();
    private readonly float[] _row = GC.AllocateArray<float>(packer.Width * 4, pinned: true);
    private float[] _columns = [];

    /// <summary>Fills the input's first rows and columns; the rest stays as it is.</summary>
    /// <param name="frame">Where from.</param>
    /// <param name="source">The rectangle; what lies outside of the frame repeats the frame's edge.</param>
    /// <param name="columns">1 to the input's width.</param>
    /// <param name="rows">1 to the input's height.</param>
    /// <param name="tensor">The whole input.</param>
    public void Sample(Frame frame, FaceBox source, int columns, int rows, Span<float> tensor)
    {
        _horizontal.Prepare(source.Left, source.Width, columns, frame.Width);
        _vertical.Prepare(source.Top, source.Height, rows, frame.Height);
        if (_columns.Length < frame.Width * 4)
        {
            _columns = GC.AllocateArray<float>(frame.Width * 4, pinned: true);
        }

        var (lowest, end) = (_horizontal.Lowest, _horizontal.End);
        var combined = _columns.AsSpan(0, (end - lowest) * 4);
        var pixels = _row.AsSpan(0, columns * 4);
        for (var y = 0; y < rows; y++)
        {
            var top = frame.Pixels[((_vertical.FirstOf(y) * frame.Stride) + (lowest * 4))..];
            CombineRows(top, frame.Stride, _vertical.WeightsOf(y), combined);
            CombineColumns(combined, lowest, pixels);
            packer.PackRow(pixels, tensor, y);
        }
    }

    // combined[i] = Σ weights[k] × row k[i], all four channels alike.
    private static void CombineRows(ReadOnlySpan<byte> top, int stride, ReadOnlySpan<float> weights, Span<float> combined)
    {
        _ = top[((weights.Length - 1) * stride) + combined.Length - 1];
        ref var source = ref MemoryMarshal.GetReference(top);
        ref var target = ref MemoryMarshal.GetReference(combined);
        var i = 0;
        for (; i <= combined.Length - 16; i += 16)
        {
            var sum0 = Vector128<float>.Zero;
            var sum1 = Vector128<float>.Zero;
            var sum2 = Vector128<float>.Zero;
            var sum3 = Vector128<float>.Zero;
            for (var k = 0; k < weights.Length; k++)
            {
                var weight = Vector128.Create(weights[k]);
                var (lower, upper) = Vector128.Widen(Vector128.LoadUnsafe(ref source, (nuint)((k * stride) + i)));
                sum0 = Vector128.MultiplyAddEstimate(ToSingle(Vector128.WidenLower(lower)), weight, sum0);
                sum1 = Vector128.MultiplyAddEstimate(ToSingle(Vector128.WidenUpper(lower)), weight, sum1);
                sum2 = Vector128.MultiplyAddEstimate(ToSingle(Vector128.WidenLower(upper)), weight, sum2);
                sum3 = Vector128.MultiplyAddEstimate(ToSingle(Vector128.WidenUpper(upper)), weight, sum3);
            }

            sum0.StoreUnsafe(ref target, (nuint)i);
            sum1.StoreUnsafe(ref target, (nuint)i + 4);
            sum2.StoreUnsafe(ref target, (nuint)i + 8);
            sum3.StoreUnsafe(ref target, (nuint)i + 12);
        }

        for (; i < combined.Length; i++)
        {
            var sum = 0f;
            for (var k = 0; k < weights.Length; k++)
            {
                sum += weights[k] * top[(k * stride) + i];
            }

            combined[i] = sum;
        }
    }

    private void CombineColumns(ReadOnlySpan<float> combined, int lowest, Span<float> pixels)
    {
        for (var x = 0; x < pixels.Length / 4; x++)
        {
            var weights = _horizontal.WeightsOf(x);
            var taps = combined.Slice((_horizontal.FirstOf(x) - lowest) * 4, weights.Length * 4);
            ref var source = ref MemoryMarshal.GetReference(taps);
            var sum = Vector128<float>.Zero;
            for (var k = 0; k < weights.Length; k++)
            {
                sum = Vector128.MultiplyAddEstimate(Vector128.LoadUnsafe(ref source, (nuint)(k * 4)), Vector128.Create(weights[k]), sum);
            }

            sum.CopyTo(pixels[(x * 4)..]);
        }
    }

    // The values are below 65,536, and a signed conversion is one instruction everywhere.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> ToSingle(Vector128<uint> values) => Vector128.ConvertToSingle(values.AsInt32());
}
