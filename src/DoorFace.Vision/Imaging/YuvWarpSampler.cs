using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using DoorFace.Core.Imaging;

namespace DoorFace.Vision.Imaging;

/// <summary>
/// Fills a model's input from a turned and scaled square of a frame of luma and chroma: each channel by itself, at its own size and
/// density, four pixels at a time, then the colours of each pixel.
/// </summary>
internal sealed class YuvWarpSampler(YuvPacker packer)
{
    // Rounded up to whole vectors, whose last lanes may be for pixels that are not there.
    private readonly float[] _luma = new float[(packer.Width + 3) & ~3];
    private readonly float[] _u = new float[(packer.Width + 3) & ~3];
    private readonly float[] _v = new float[(packer.Width + 3) & ~3];

    /// <summary>Fills the whole input.</summary>
    /// <param name="frame">Of any format but <see cref="FrameFormat.Rgba32"/>.</param>
    /// <param name="inputToFrame">From input to frame coordinates.</param>
    /// <param name="tensor">The whole input.</param>
    public void Sample(Frame frame, SimilarityTransform inputToFrame, Span<float> tensor)
    {
        packer.Prepare(frame.Coding);
        var luma = frame.Luma;
        var u = frame.ChromaU;
        var v = frame.ChromaV;
        for (var y = 0; y < packer.Height; y++)
        {
            SampleRow(luma, frame, inputToFrame, y, _luma);
            if (packer.UsesChroma)
            {
                SampleRow(u, frame, inputToFrame, y, _u);
                SampleRow(v, frame, inputToFrame, y, _v);
            }

            packer.PackRow(_luma.AsSpan(0, packer.Width), _u, _v, tensor, y);
        }
    }

    private static void SampleRow(FramePlane plane, Frame frame, SimilarityTransform transform, int y, Span<float> target)
    {
        var (scaleX, scaleY) = ((float)plane.Width / frame.Width, (float)plane.Height / frame.Height);
        var samples = WarpDensity.SamplesFor(transform.Scale * MathF.Max(scaleX, scaleY));
        var spacing = 1f / samples;
        var weight = Vector128.Create(spacing * spacing);
        var (stepX, stepY) = (Vector128.Create(transform.A * scaleX), Vector128.Create(transform.B * scaleY));
        for (var x = 0; x < target.Length; x += 4)
        {
            var columns = Vector128.Create((float)x) + Vector128.Create(0f, 1, 2, 3);
            var sum = Vector128<float>.Zero;
            for (var j = 0; j < samples; j++)
            {
                var inputY = y + ((j + 0.5f) * spacing);
                var rowX = Vector128.Create(((transform.X - (transform.B * inputY)) * scaleX) - 0.5f);
                var rowY = Vector128.Create(((transform.Y + (transform.A * inputY)) * scaleY) - 0.5f);
                for (var i = 0; i < samples; i++)
                {
                    var inputX = columns + Vector128.Create((i + 0.5f) * spacing);
                    sum += Interpolate(plane, (inputX * stepX) + rowX, (inputX * stepY) + rowY);
                }
            }

            (sum * weight).CopyTo(target[x..]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Interpolate(FramePlane plane, Vector128<float> x, Vector128<float> y)
    {
        // The last column and row are reached as the far neighbour of the one before; a plane of one column or row is its own neighbour.
        var (right, below) = (plane.Width > 1 ? plane.Step : 0, plane.Height > 1 ? plane.Stride : 0);
        var frameX = Vector128.Clamp(x, Vector128<float>.Zero, Vector128.Create(plane.Width - 1f));
        var frameY = Vector128.Clamp(y, Vector128<float>.Zero, Vector128.Create(plane.Height - 1f));
        var column = Vector128.Min(Vector128.ConvertToInt32(frameX), Vector128.Create(Math.Max(plane.Width - 2, 0)));
        var row = Vector128.Min(Vector128.ConvertToInt32(frameY), Vector128.Create(Math.Max(plane.Height - 2, 0)));
        var offset = (row * plane.Stride) + (column * plane.Step);
        ref var first = ref MemoryMarshal.GetReference(plane.Bytes);
        var four = Vector128.Create(
            Four(ref first, offset[0], right, below), Four(ref first, offset[1], right, below),
            Four(ref first, offset[2], right, below), Four(ref first, offset[3], right, below));
        var shareX = frameX - Vector128.ConvertToSingle(column);
        var upper = Mix(Byte(four, 0), Byte(four, 8), shareX);
        var lower = Mix(Byte(four, 16), Byte(four, 24), shareX);
        return Mix(upper, lower, frameY - Vector128.ConvertToSingle(row));
    }

    // A sample, the one to its right, the one below and the one to that one's right, from the lowest byte to the highest.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Four(ref byte first, int offset, int right, int below)
    {
        ref var sample = ref Unsafe.Add(ref first, offset);
        ref var under = ref Unsafe.Add(ref sample, below);
        return sample | ((uint)Unsafe.Add(ref sample, right) << 8) | ((uint)under << 16) | ((uint)Unsafe.Add(ref under, right) << 24);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Byte(Vector128<uint> values, int shift) =>
        Vector128.ConvertToSingle((Vector128.ShiftRightLogical(values, shift) & Vector128.Create((uint)byte.MaxValue)).AsInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Mix(Vector128<float> from, Vector128<float> to, Vector128<float> share) =>
        Vector128.MultiplyAddEstimate(to - from, share, from);
}
