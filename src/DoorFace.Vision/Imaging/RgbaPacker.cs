using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using DoorFace.Vision.Models;

namespace DoorFace.Vision.Imaging;

/// <summary>
/// Writes rows of sampled pixels (four floats each: red, green, blue, unused; 0..255) into the planes of a model's input,
/// normalized as (value − mean) / deviation, in the model's channel order.
/// </summary>
internal sealed class RgbaPacker(ModelInput input)
{
    /// <summary>Share of red in <see cref="ChannelOrder.Grey"/>.</summary>
    public const float RedLuma = 0.299f;

    /// <summary>Share of green.</summary>
    public const float GreenLuma = 0.587f;

    /// <summary>Share of blue.</summary>
    public const float BlueLuma = 0.114f;

    private readonly int _plane = input.Width * input.Height;
    private readonly float _gain = 1 / input.Deviation;
    private readonly float _offset = -input.Mean / input.Deviation;

    /// <summary>Columns of the input.</summary>
    public int Width { get; } = input.Width;

    /// <summary>Rows of the input.</summary>
    public int Height { get; } = input.Height;

    /// <summary>Packs one row from its first column on; columns beyond the pixels given stay as they are.</summary>
    /// <param name="pixels">Four floats for each pixel, at most <see cref="Width"/> pixels.</param>
    /// <param name="tensor">The whole input.</param>
    /// <param name="row">0 is the top row.</param>
    public void PackRow(ReadOnlySpan<float> pixels, Span<float> tensor, int row)
    {
        var columns = pixels.Length / 4;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(columns, Width);
        var first = tensor.Slice(row * Width, columns);
        if (input.Channels == ChannelOrder.Grey)
        {
            PackGrey(pixels, first);
            return;
        }

        var second = tensor.Slice(_plane + (row * Width), columns);
        var third = tensor.Slice((2 * _plane) + (row * Width), columns);
        var (red, blue) = input.Channels == ChannelOrder.Rgb ? (0, 2) : (2, 0);
        PackColour(pixels, red == 0 ? first : third, second, blue == 0 ? first : third);
    }

    private void PackColour(ReadOnlySpan<float> pixels, Span<float> red, Span<float> green, Span<float> blue)
    {
        var gain = Vector128.Create(_gain);
        var offset = Vector128.Create(_offset);
        var x = 0;
        for (; x <= red.Length - 4; x += 4)
        {
            var (r, g, b) = Planes(pixels, x);
            Vector128.MultiplyAddEstimate(r, gain, offset).StoreUnsafe(ref MemoryMarshal.GetReference(red), (nuint)x);
            Vector128.MultiplyAddEstimate(g, gain, offset).StoreUnsafe(ref MemoryMarshal.GetReference(green), (nuint)x);
            Vector128.MultiplyAddEstimate(b, gain, offset).StoreUnsafe(ref MemoryMarshal.GetReference(blue), (nuint)x);
        }

        for (; x < red.Length; x++)
        {
            red[x] = (pixels[4 * x] * _gain) + _offset;
            green[x] = (pixels[(4 * x) + 1] * _gain) + _offset;
            blue[x] = (pixels[(4 * x) + 2] * _gain) + _offset;
        }
    }

    private void PackGrey(ReadOnlySpan<float> pixels, Span<float> grey)
    {
        var x = 0;
        for (; x <= grey.Length - 4; x += 4)
        {
            var (r, g, b) = Planes(pixels, x);
            var luma = (r * RedLuma) + (g * GreenLuma) + (b * BlueLuma);
            Vector128.MultiplyAddEstimate(luma, Vector128.Create(_gain), Vector128.Create(_offset))
                .StoreUnsafe(ref MemoryMarshal.GetReference(grey), (nuint)x);
        }

        for (; x < grey.Length; x++)
        {
            var luma = (pixels[4 * x] * RedLuma) + (pixels[(4 * x) + 1] * GreenLuma) + (pixels[(4 * x) + 2] * BlueLuma);
            grey[x] = (luma * _gain) + _offset;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector128<float> Red, Vector128<float> Green, Vector128<float> Blue) Planes(ReadOnlySpan<float> pixels, int x)
    {
        ref var source = ref MemoryMarshal.GetReference(pixels.Slice(4 * x, 16));
        return Lanes.Transpose(
            Vector128.LoadUnsafe(ref source), Vector128.LoadUnsafe(ref source, 4), Vector128.LoadUnsafe(ref source, 8), Vector128.LoadUnsafe(ref source, 12));
    }
}
