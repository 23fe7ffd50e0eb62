using System.Numerics;
using System.Runtime.InteropServices;
using DoorFace.Core.Imaging;
using DoorFace.Vision.Models;

namespace DoorFace.Vision.Imaging;

/// <summary>
/// Writes rows of sampled luma and chroma (0..255 as the frame codes them) into the planes of a model's input. Colour matrix, mean and
/// deviation are one affine function for each plane, held between what black and full white become, as in a picture of red, green and blue.
/// </summary>
internal sealed class YuvPacker(ModelInput input)
{
    private readonly int _plane = input.Width * input.Height;
    private readonly float _lowest = (0 - input.Mean) / input.Deviation;
    private readonly float _highest = (255 - input.Mean) / input.Deviation;
    private readonly YuvWeights[] _weights = new YuvWeights[input.Shape[1]];
    private YuvCoding? _coding;

    /// <summary>Columns of the input.</summary>
    public int Width { get; } = input.Width;

    /// <summary>Rows of the input.</summary>
    public int Height { get; } = input.Height;

    /// <summary>Whether the input needs the frame's chroma, which a grey one does not when the luma is the same mixture.</summary>
    public bool UsesChroma { get; private set; }

    /// <summary>Works out the weights; does nothing when they are those of the last call.</summary>
    public void Prepare(YuvCoding coding)
    {
        if (_coding == coding)
        {
            return;
        }

        var (red, green, blue) = YuvWeights.Colours(coding);
        var grey = (red * RgbaPacker.RedLuma) + (green * RgbaPacker.GreenLuma) + (blue * RgbaPacker.BlueLuma);
        YuvWeights[] planes = input.Channels switch
        {
            ChannelOrder.Rgb => [red, green, blue],
            ChannelOrder.Bgr => [blue, green, red],
            _ => [grey],
        };
        for (var i = 0; i < planes.Length; i++)
        {
            var colour = planes[i];
            _weights[i] = (colour with { Offset = colour.Offset - input.Mean }) * (1 / input.Deviation);
        }

        UsesChroma = input.Channels != ChannelOrder.Grey || coding.Matrix != YuvMatrix.Bt601;
        _coding = coding;
    }

    /// <summary>Packs one row from its first column on; columns beyond the samples given stay as they are.</summary>
    /// <param name="luma">At most <see cref="Width"/> samples.</param>
    /// <param name="u">As many; may be anything unless <see cref="UsesChroma"/>.</param>
    /// <param name="v">As many.</param>
    /// <param name="tensor">The whole input.</param>
    /// <param name="row">0 is the top row.</param>
    public void PackRow(ReadOnlySpan<float> luma, ReadOnlySpan<float> u, ReadOnlySpan<float> v, Span<float> tensor, int row)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(luma.Length, Width);
        for (var plane = 0; plane < _weights.Length; plane++)
        {
            var target = tensor.Slice((plane * _plane) + (row * Width), luma.Length);
            if (UsesChroma)
            {
                Pack(_weights[plane], luma, u[..luma.Length], v[..luma.Length], target);
            }
            else
            {
                Pack(_weights[plane], luma, target);
            }
        }
    }

    // As many pixels at a time as the processor can: here, unlike in the samplers, it does not matter how many those are.
    private void Pack(YuvWeights weights, ReadOnlySpan<float> luma, ReadOnlySpan<float> u, ReadOnlySpan<float> v, Span<float> target)
    {
        var (lumaWeight, uWeight, vWeight) = (new Vector<float>(weights.Luma), new Vector<float>(weights.U), new Vector<float>(weights.V));
        var (offset, lowest, highest) = (new Vector<float>(weights.Offset), new Vector<float>(_lowest), new Vector<float>(_highest));
        ref var lumas = ref MemoryMarshal.GetReference(luma);
        ref var us = ref MemoryMarshal.GetReference(u);
        ref var vs = ref MemoryMarshal.GetReference(v);
        ref var values = ref MemoryMarshal.GetReference(target);
        var x = 0;
        for (; x <= target.Length - Vector<float>.Count; x += Vector<float>.Count)
        {
            var value = Vector.MultiplyAddEstimate(Vector.LoadUnsafe(ref lumas, (nuint)x), lumaWeight, offset);
            value = Vector.MultiplyAddEstimate(Vector.LoadUnsafe(ref us, (nuint)x), uWeight, value);
            value = Vector.MultiplyAddEstimate(Vector.LoadUnsafe(ref vs, (nuint)x), vWeight, value);
            Vector.ClampNative(value, lowest, highest).StoreUnsafe(ref values, (nuint)x);
        }

        for (; x < target.Length; x++)
        {
            target[x] = Math.Clamp(weights.Apply(luma[x], u[x], v[x]), _lowest, _highest);
        }
    }

    private void Pack(YuvWeights weights, ReadOnlySpan<float> luma, Span<float> target)
    {
        var (lumaWeight, offset) = (new Vector<float>(weights.Luma), new Vector<float>(weights.Offset));
        var (lowest, highest) = (new Vector<float>(_lowest), new Vector<float>(_highest));
        ref var lumas = ref MemoryMarshal.GetReference(luma);
        ref var values = ref MemoryMarshal.GetReference(target);
        var x = 0;
        for (; x <= target.Length - Vector<float>.Count; x += Vector<float>.Count)
        {
            var value = Vector.MultiplyAddEstimate(Vector.LoadUnsafe(ref lumas, (nuint)x), lumaWeight, offset);
            Vector.ClampNative(value, lowest, highest).StoreUnsafe(ref values, (nuint)x);
        }

        for (; x < target.Length; x++)
        {
            // Such a grey has no weights of chroma.
            target[x] = Math.Clamp(weights.Apply(luma[x], 0, 0), _lowest, _highest);
        }
    }
}
