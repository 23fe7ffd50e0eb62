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
    private readonly float[] _row = new float[packer.Width * 4];

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
            packer.PackRow(_row, tensor, y);
        }
    }

    private void SampleRow(Frame frame, SimilarityTransform transform, int y, int samples)
    {
        var pixels = frame.Pixels;
        var (stride, right, bottom) = (frame.Stride, frame.Width - 1, frame.Height - 1);
        var weight = Vector128.Create(1f / (samples * samples));
        var spacing = 1f / samples;
        for (var x = 0; x < packer.Width; x++)
        {
            var sum = Vector128<float>.Zero;
            for (var j = 0; j < samples; j++)
            {
                var inputY = y + ((j + 0.5f) * spacing);
                var rowX = transform.X - (transform.B * inputY) - 0.5f;
                var rowY = transform.Y + (transform.A * inputY) - 0.5f;
                for (var i = 0; i < samples; i++)
                {
                    var inputX = x + ((i + 0.5f) * spacing);
                    var frameX = Math.Clamp(rowX + (transform.A * inputX), 0, right);
                    var frameY = Math.Clamp(rowY + (transform.B * inputX), 0, bottom);
                    sum += Interpolate(pixels, stride, right, bottom, frameX, frameY);
                }
            }

            (sum * weight).CopyTo(_row.AsSpan(x * 4));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Interpolate(ReadOnlySpan<byte> pixels, int stride, int right, int bottom, float x, float y)
    {
        // The last column and row are reached as the far neighbour of the one before, so that two pixels can be read at once.
        var column = Math.Min((int)x, right - 1);
        var row = Math.Min((int)y, bottom - 1);
        var offset = (row * stride) + (column * 4);
        var upper = Vector128.WidenLower(Vector128.CreateScalarUnsafe(MemoryMarshal.Read<ulong>(pixels[offset..])).AsByte());
        var lower = Vector128.WidenLower(Vector128.CreateScalarUnsafe(MemoryMarshal.Read<ulong>(pixels[(offset + stride)..])).AsByte());
        var (upperLeft, upperRight) = Vector128.Widen(upper);
        var (lowerLeft, lowerRight) = Vector128.Widen(lower);
        var acrossUpper = Mix(ToSingle(upperLeft), ToSingle(upperRight), Vector128.Create(x - column));
        var acrossLower = Mix(ToSingle(lowerLeft), ToSingle(lowerRight), Vector128.Create(x - column));
        return Mix(acrossUpper, acrossLower, Vector128.Create(y - row));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Mix(Vector128<float> from, Vector128<float> to, Vector128<float> share) =>
        Vector128.MultiplyAddEstimate(to - from, share, from);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> ToSingle(Vector128<uint> values) => Vector128.ConvertToSingle(values.AsInt32());
}
