using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using DoorFace.Core.Imaging;

namespace DoorFace.Vision.Imaging;

/// <summary>
/// Resizes a rectangle of one channel of a frame, row by row; see <see cref="AxisTaps"/> for how. Rows are combined first, over all
/// samples in use, then columns. Allocates only when a plane is wider than all before.
/// </summary>
internal sealed class PlaneResizer
{
    private readonly AxisTaps _horizontal = new();
    private readonly AxisTaps _vertical = new();
    private readonly ColumnTaps _columns = new();
    private float[] _combined = [];

    /// <summary>Works out the taps of a rectangle.</summary>
    /// <param name="plane">Any channel of the size.</param>
    /// <param name="left">In samples of the plane, like the others.</param>
    /// <param name="top">May be negative, like the left.</param>
    /// <param name="width">Above 0.</param>
    /// <param name="height">Above 0.</param>
    /// <param name="columns">Columns to make, at least 1.</param>
    /// <param name="rows">Rows to make, at least 1.</param>
    public void Prepare(FramePlane plane, float left, float top, float width, float height, int columns, int rows)
    {
        if (_horizontal.Prepare(left, width, columns, plane.Width))
        {
            _columns.Prepare(_horizontal, columns, plane.Width);
        }

        _vertical.Prepare(top, height, rows, plane.Height);
        // No output has more taps than there are samples.
        if (_combined.Length < 2 * plane.Width)
        {
            _combined = GC.AllocateArray<float>(2 * plane.Width, pinned: true);
        }
    }

    /// <summary>Makes one row of a channel.</summary>
    /// <param name="plane">Of the size that was prepared for.</param>
    /// <param name="row">Which row to make.</param>
    /// <param name="target">As many samples as columns.</param>
    public void Row(FramePlane plane, int row, Span<float> target)
    {
        var lowest = _horizontal.Lowest;
        var combined = _combined.AsSpan(0, _horizontal.End - lowest);
        var top = plane.Bytes[((_vertical.FirstOf(row) * plane.Stride) + (lowest * plane.Step))..];
        CombineRows(top, plane.Stride, plane.Step, _vertical.WeightsOf(row), combined);
        _columns.Apply(_combined, target);
    }

    // combined[i] = Σ weights[k] × row k[i]
    private static void CombineRows(ReadOnlySpan<byte> top, int stride, int step, ReadOnlySpan<float> weights, Span<float> combined)
    {
        ref var source = ref MemoryMarshal.GetReference(top);
        ref var target = ref MemoryMarshal.GetReference(combined);
        var i = 0;
        var last = Math.Min(combined.Length, (top.Length - ((weights.Length - 1) * stride)) / step) - Samples.Count;
        for (; i <= last; i += Samples.Count)
        {
            var lower = Vector128<float>.Zero;
            var upper = Vector128<float>.Zero;
            for (var k = 0; k < weights.Length; k++)
            {
                var weight = Vector128.Create(weights[k]);
                var (first, second) = Samples.ToSingle(Samples.Load(ref source, (nuint)((k * stride) + (i * step)), step));
                lower = Vector128.MultiplyAddEstimate(first, weight, lower);
                upper = Vector128.MultiplyAddEstimate(second, weight, upper);
            }

            lower.StoreUnsafe(ref target, (nuint)i);
            upper.StoreUnsafe(ref target, (nuint)i + 4);
        }

        for (; i < combined.Length; i++)
        {
            var sum = 0f;
            for (var k = 0; k < weights.Length; k++)
            {
                sum += weights[k] * top[(k * stride) + (i * step)];
            }

            combined[i] = sum;
        }
    }
}
