using System.Runtime.InteropServices;
using DoorFace.Core.Imaging;

namespace DoorFace.Vision.Imaging;

/// <summary>
/// Halves a frame of luma and chroma into a model's input: each pixel is the mean of two by two lumas, and its chroma is the one sample of
/// each that the frame has for them (the mean of two where it has two). The same as <see cref="YuvRectangleSampler"/> at a step of two.
/// </summary>
internal sealed class YuvHalfSampler(YuvPacker packer)
{
    private readonly float[] _luma = GC.AllocateArray<float>(packer.Width, pinned: true);
    private readonly float[] _u = GC.AllocateArray<float>(packer.Width, pinned: true);
    private readonly float[] _v = GC.AllocateArray<float>(packer.Width, pinned: true);

    /// <summary>Fills the input's first rows and columns; the rest stays as it is.</summary>
    /// <param name="frame">Of any format but <see cref="FrameFormat.Rgba32"/>; its half fits the input.</param>
    /// <param name="tensor">The whole input.</param>
    public void Sample(Frame frame, Span<float> tensor)
    {
        packer.Prepare(frame.Coding);
        var (columns, rows) = (frame.Width / 2, frame.Height / 2);
        var luma = frame.Luma;
        var u = frame.ChromaU;
        var v = frame.ChromaV;
        for (var y = 0; y < rows; y++)
        {
            HalveRows(luma, y, _luma.AsSpan(0, columns));
            if (packer.UsesChroma)
            {
                ChromaRow(u, y, rows, _u.AsSpan(0, columns));
                ChromaRow(v, y, rows, _v.AsSpan(0, columns));
            }

            packer.PackRow(_luma.AsSpan(0, columns), _u, _v, tensor, y);
        }
    }

    private static void HalveRows(FramePlane plane, int y, Span<float> target)
    {
        var (step, stride) = (plane.Step, plane.Stride);
        var top = plane.Bytes[(2 * y * stride)..];
        var bottom = top[stride..];
        ref var upper = ref MemoryMarshal.GetReference(top);
        ref var lower = ref MemoryMarshal.GetReference(bottom);
        ref var first = ref MemoryMarshal.GetReference(target);
        var x = 0;
        var last = Math.Min(target.Length - Samples.Count, (bottom.Length / (2 * step)) - Samples.Count);
        for (; x <= last; x += Samples.Count)
        {
            var offset = (nuint)(2 * x * step);
            Samples.Store(Samples.LoadPairs(ref upper, offset, step) + Samples.LoadPairs(ref lower, offset, step), 0.25f, ref first, (nuint)x);
        }

        for (; x < target.Length; x++)
        {
            var i = 2 * x * step;
            target[x] = (top[i] + top[i + step] + bottom[i] + bottom[i + step]) * 0.25f;
        }
    }

    private static void ChromaRow(FramePlane plane, int y, int rows, Span<float> target)
    {
        var (step, stride) = (plane.Step, plane.Stride);
        // A frame has a row of chroma for each of its rows or for two.
        var rowsEach = plane.Height / rows;
        var top = plane.Bytes[(rowsEach * y * stride)..];
        var bottom = top[((rowsEach - 1) * stride)..];
        ref var upper = ref MemoryMarshal.GetReference(top);
        ref var lower = ref MemoryMarshal.GetReference(bottom);
        ref var first = ref MemoryMarshal.GetReference(target);
        var x = 0;
        var last = Math.Min(target.Length, bottom.Length / step) - Samples.Count;
        for (; x <= last; x += Samples.Count)
        {
            var offset = (nuint)(x * step);
            Samples.Store(Samples.Load(ref upper, offset, step) + Samples.Load(ref lower, offset, step), 0.5f, ref first, (nuint)x);
        }

        for (; x < target.Length; x++)
        {
            target[x] = (top[x * step] + bottom[x * step]) * 0.5f;
        }
    }
}
