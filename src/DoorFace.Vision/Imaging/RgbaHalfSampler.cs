using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using DoorFace.Core.Imaging;

namespace DoorFace.Vision.Imaging;

/// <summary>
/// Halves a frame of red, green and blue into a model's input: each pixel is the mean of two by two. The same as <see cref="RgbaRectangleSampler"/> at a step of two,
/// in integers, for the frame size the door's camera gives.
/// </summary>
internal sealed class RgbaHalfSampler(RgbaPacker packer)
{
    private readonly float[] _row = GC.AllocateArray<float>(packer.Width * 4, pinned: true);

    /// <summary>Fills the input's first rows and columns; the rest stays as it is.</summary>
    /// <param name="frame">With even sides; its half fits the input.</param>
    /// <param name="tensor">The whole input.</param>
    public void Sample(Frame frame, Span<float> tensor)
    {
        var pixels = _row.AsSpan(0, frame.Width / 2 * 4);
        for (var y = 0; y < frame.Height / 2; y++)
        {
            var upper = frame.Pixels.Slice(2 * y * frame.Stride, frame.Width * 4);
            var lower = frame.Pixels.Slice(((2 * y) + 1) * frame.Stride, frame.Width * 4);
            HalveRows(upper, lower, pixels);
            packer.PackRow(pixels, tensor, y);
        }
    }

    private static void HalveRows(ReadOnlySpan<byte> upper, ReadOnlySpan<byte> lower, Span<float> pixels)
    {
        ref var top = ref MemoryMarshal.GetReference(upper);
        ref var bottom = ref MemoryMarshal.GetReference(lower);
        ref var target = ref MemoryMarshal.GetReference(pixels);
        var quarter = Vector128.Create(0.25f);
        var x = 0;
        for (; x <= upper.Length - 16; x += 16)
        {
            var (top01, top23) = Vector128.Widen(Vector128.LoadUnsafe(ref top, (nuint)x));
            var (bottom01, bottom23) = Vector128.Widen(Vector128.LoadUnsafe(ref bottom, (nuint)x));
            var pair01 = top01 + bottom01;
            var pair23 = top23 + bottom23;
            var sums = Lanes.Lower(pair01, pair23) + Lanes.Upper(pair01, pair23);
            var (first, second) = Vector128.Widen(sums);
            (Vector128.ConvertToSingle(first.AsInt32()) * quarter).StoreUnsafe(ref target, (nuint)x / 2);
            (Vector128.ConvertToSingle(second.AsInt32()) * quarter).StoreUnsafe(ref target, ((nuint)x / 2) + 4);
        }

        for (; x < upper.Length; x += 8)
        {
            for (var channel = 0; channel < 4; channel++)
            {
                var i = x + channel;
                pixels[(x / 2) + channel] = (upper[i] + upper[i + 4] + lower[i] + lower[i + 4]) * 0.25f;
            }
        }
    }
}
