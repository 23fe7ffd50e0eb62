using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using DoorFace.Core.Imaging;

namespace DoorFace.Vision.Imaging;

/// <summary>
/// Fills a model's input from a turned and scaled square of a frame of red, green and blue: all channels of a pixel at once.
/// </summary>
internal sealed class RgbaWarpSampler(RgbaPacker packer)
{
    // Whole groups of four pixels, of which the last may not be there.
    private readonly float[] _row = GC.AllocateArray<float>(PlaneWarp.Padded(packer.Width) * 4, pinned: true);

    /// <summary>Fills the whole input.</summary>
    /// <param name="frame">At least 2 by 2 pixels.</param>
    /// <param name="inputToFrame">From continuous input coordinates (the centre of the first pixel is at 0.5, 0.5) to frame coordinates.</param>
    /// <param name="tensor">The whole input.</param>
    public void Sample(Frame frame, SimilarityTransform inputToFrame, Span<float> tensor)
    {
        var samples = WarpDensity.SamplesFor(inputToFrame.Scale);
        for (var y = 0; y < packer.Height; y++)
        {
            SampleRow(frame, inputToFrame, y, samples);
            packer.PackRow(_row.AsSpan(0, packer.Width * 4), tensor, y);
        }
    }

    // Four pixels at a time: their places together, their colours one by one.
    private void SampleRow(Frame frame, SimilarityTransform transform, int y, int samples)
    {
        ref var pixels = ref MemoryMarshal.GetReference(frame.Pixels);
        var (right, bottom) = (Vector128.Create(frame.Width - 1f), Vector128.Create(frame.Height - 1f));
        var (lastColumn, lastRow) = (Vector128.Create(frame.Width - 2), Vector128.Create(frame.Height - 2));
        var (stepX, stepY) = (Vector128.Create(transform.A), Vector128.Create(transform.B));
        var weight = Vector128.Create(1f / (samples * samples));
        var spacing = 1f / samples;
        for (var x = 0; x < _row.Length / 4; x += 4)
        {
            var columns = Vector128.Create((float)x) + Vector128.Create(0f, 1, 2, 3);
            var (sum0, sum1, sum2, sum3) = (Vector128<float>.Zero, Vector128<float>.Zero, Vector128<float>.Zero, Vector128<float>.Zero);
            for (var j = 0; j < samples; j++)
            {
                var inputY = y + ((j + 0.5f) * spacing);
                var rowX = Vector128.Create(transform.X - (transform.B * inputY) - 0.5f);
                var rowY = Vector128.Create(transform.Y + (transform.A * inputY) - 0.5f);
                for (var i = 0; i < samples; i++)
                {
                    var inputX = columns + Vector128.Create((i + 0.5f) * spacing);
                    var frameX = Vector128.ClampNative(rowX + (stepX * inputX), Vector128<float>.Zero, right);
                    var frameY = Vector128.ClampNative(rowY + (stepY * inputX), Vector128<float>.Zero, bottom);

                    // The last column and row are reached as the far neighbour of the one before, so that two pixels can be read at once.
                    // Clamped as integers too: whatever a number that is none has become, nothing is read outside of the frame.
                    var column = Vector128.Max(Vector128.Min(Vector128.ConvertToInt32Native(frameX), lastColumn), Vector128<int>.Zero);
                    var row = Vector128.Max(Vector128.Min(Vector128.ConvertToInt32Native(frameY), lastRow), Vector128<int>.Zero);
                    var offset = (row * frame.Stride) + (column * 4);
                    var shareX = frameX - Vector128.ConvertToSingle(column);
                    var shareY = frameY - Vector128.ConvertToSingle(row);
                    sum0 += Interpolate(ref Unsafe.Add(ref pixels, offset[0]), frame.Stride, Lane(shareX, 0), Lane(shareY, 0));
                    sum1 += Interpolate(ref Unsafe.Add(ref pixels, offset[1]), frame.Stride, Lane(shareX, 1), Lane(shareY, 1));
                    sum2 += Interpolate(ref Unsafe.Add(ref pixels, offset[2]), frame.Stride, Lane(shareX, 2), Lane(shareY, 2));
                    sum3 += Interpolate(ref Unsafe.Add(ref pixels, offset[3]), frame.Stride, Lane(shareX, 3), Lane(shareY, 3));
                }
            }

            ref var target = ref MemoryMarshal.GetReference(_row.AsSpan(x * 4, 16));
            (sum0 * weight).StoreUnsafe(ref target);
            (sum1 * weight).StoreUnsafe(ref target, 4);
            (sum2 * weight).StoreUnsafe(ref target, 8);
            (sum3 * weight).StoreUnsafe(ref target, 12);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Interpolate(ref byte pixel, int stride, Vector128<float> shareX, Vector128<float> shareY)
    {
        var (upperLeft, upperRight) = Vector128.Widen(TwoPixels(ref pixel));
        var (lowerLeft, lowerRight) = Vector128.Widen(TwoPixels(ref Unsafe.Add(ref pixel, stride)));
        var acrossUpper = Mix(ToSingle(upperLeft), ToSingle(upperRight), shareX);
        var acrossLower = Mix(ToSingle(lowerLeft), ToSingle(lowerRight), shareX);
        return Mix(acrossUpper, acrossLower, shareY);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Lane(Vector128<float> values, int lane) =>
        Vector128.Create(values.GetElement(lane));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ushort> TwoPixels(ref byte pixels) =>
        Vector128.WidenLower(Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<ulong>(ref pixels)).AsByte());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Mix(Vector128<float> from, Vector128<float> to, Vector128<float> share) =>
        Vector128.MultiplyAddEstimate(to - from, share, from);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> ToSingle(Vector128<uint> values) => Vector128.ConvertToSingle(values.AsInt32());
}
