using System.Numerics.Tensors;
using DoorFace.Core.Imaging;

namespace DoorFace.Vision.Faces;

/// <summary>Measures whether something covers mouth and nose. Allocates nothing; leaves nothing of the face in its memory.</summary>
/// <param name="aligned">Where the face is aligned in.</param>
internal sealed class CoverMeter(AlignedLuma aligned)
{
    private readonly float[] _features = GC.AllocateArray<float>(LowerFace.Count, pinned: true);
    private readonly float[] _weights = [.. CoverWeights.BuiltIn.Weights];

    /// <summary>0 for mouth and nose that are plain to see, 1 for a cover; 0.5 is the limit that the weights were set for.</summary>
    /// <param name="frame">At least 2 by 2 pixels.</param>
    /// <param name="landmarks">68 points in frame pixels.</param>
    /// <returns>Not a number when the points make no face.</returns>
    public float Measure(Frame frame, ReadOnlySpan<float> landmarks)
    {
        if (!Describe(frame, landmarks, _features))
        {
            return float.NaN;
        }

        var sum = CoverWeights.BuiltIn.Bias + TensorPrimitives.Dot<float>(_weights, _features);
        Array.Clear(_features);
        return 1 / (1 + MathF.Exp(-sum));
    }

    /// <summary>The numbers that the measure weighs.</summary>
    /// <returns>False when the points make no face.</returns>
    public bool Describe(Frame frame, ReadOnlySpan<float> landmarks, Span<float> features)
    {
        if (aligned.Take(frame, landmarks) is null)
        {
            return false;
        }

        LowerFace.Describe(aligned.Values, features);
        aligned.Clear();
        return true;
    }
}
