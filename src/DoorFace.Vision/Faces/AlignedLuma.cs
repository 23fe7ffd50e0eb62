using System.Numerics.Tensors;
using DoorFace.Core.Imaging;
using DoorFace.Vision.Imaging;
using DoorFace.Vision.Models;

namespace DoorFace.Vision.Faces;

/// <summary>The luma of a face, aligned as for the embedder and in its resolution: what everything is measured on that no model says. Allocates nothing.</summary>
internal sealed class AlignedLuma
{
    /// <summary>Width and height of the square.</summary>
    public const int Side = 112;

    private readonly FrameSampler _sampler = new(new ModelInput("luma", [1, 1, Side, Side], "NCHW", ChannelOrder.Grey, 0, 1));
    private readonly float[] _values = GC.AllocateArray<float>(Side * Side, pinned: true);

    /// <summary>0 to 255, row after row; zero before <see cref="Take"/> and after <see cref="Clear"/>.</summary>
    public ReadOnlySpan<float> Values => _values;

    /// <summary>Aligns a face.</summary>
    /// <param name="frame">At least 2 by 2 pixels.</param>
    /// <param name="landmarks">68 points in frame pixels.</param>
    /// <returns>From the square to the frame; null when the points make no face.</returns>
    public SimilarityTransform? Take(Frame frame, ReadOnlySpan<float> landmarks)
    {
        if (!TensorPrimitives.IsFiniteAll(landmarks) || FaceAligner.InputToFrame(landmarks, Side) is not { } toFrame)
        {
            return null;
        }

        _sampler.Warp(frame, toFrame, _values);
        return toFrame;
    }

    /// <summary>Leaves nothing of the face in the square.</summary>
    public void Clear() => Array.Clear(_values);

    /// <summary>Leaves nothing of the last face in memory.</summary>
    /// <param name="blank">A frame without a picture, of the size of those before.</param>
    public void Zeroize(Frame blank)
    {
        _sampler.Zeroize(blank, _values);
        Clear();
    }
}
