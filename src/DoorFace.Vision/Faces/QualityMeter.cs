using System.Numerics;
using System.Numerics.Tensors;
using DoorFace.Core.Enrollment;
using DoorFace.Core.Imaging;
using DoorFace.Vision.Imaging;

namespace DoorFace.Vision.Faces;

/// <summary>Measures how good a picture of a face is, on the luma of the aligned face. Allocates nothing; leaves nothing of the face in its memory.</summary>
/// <param name="aligned">Where the face is aligned in.</param>
internal sealed class QualityMeter(AlignedLuma aligned)
{
    // The places below are in this square.
    private const int Side = AlignedLuma.Side;

    // From the brows to the chin and from cheek to cheek: nothing of it is hair or background while the face is about frontal.
    private const int FaceLeft = 26;
    private const int FaceRight = 86;
    private const int FaceTop = 38;
    private const int FaceBottom = 104;

    // About an eye's centre: its corners and lids, not the brow.
    private const int EyeHalfWidth = 9;
    private const int EyeHalfHeight = 5;

    private const float FullyExposed = 250;

    private ReadOnlySpan<float> Luma => aligned.Values;

    /// <param name="frame">At least 2 by 2 pixels.</param>
    /// <param name="landmarks">68 points in frame pixels.</param>
    /// <returns><see cref="CaptureQuality.None"/> when the points make no face.</returns>
    public CaptureQuality Measure(Frame frame, ReadOnlySpan<float> landmarks)
    {
        if (aligned.Take(frame, landmarks) is not { } toFrame)
        {
            return CaptureQuality.None;
        }

        var (brightness, contrast) = MeanAndDeviation(FaceLeft, FaceTop, FaceRight, FaceBottom);
        var quality = new CaptureQuality(
            FaceGeometry.Pose(landmarks),
            Visible(frame, toFrame),
            brightness,
            Overexposed(),
            contrast,
            Detail() / contrast,
            FaceGeometry.EyeOpenness(landmarks),
            EyeDeviation(landmarks, toFrame.Inverse()) / contrast);
        aligned.Clear();
        return quality;
    }

    // By a coarse grid of points.
    private static float Visible(Frame frame, SimilarityTransform toFrame)
    {
        const int Step = 4;
        var (inside, all) = (0, 0);
        for (var y = FaceTop; y <= FaceBottom; y += Step)
        {
            for (var x = FaceLeft; x <= FaceRight; x += Step)
            {
                var point = toFrame.Apply(new Vector2(x, y));
                inside += point.X >= 0 && point.Y >= 0 && point.X <= frame.Width && point.Y <= frame.Height ? 1 : 0;
                all++;
            }
        }

        return (float)inside / all;
    }

    private (float Mean, float Deviation) MeanAndDeviation(int left, int top, int right, int bottom)
    {
        float sum = 0, squares = 0;
        for (var y = top; y < bottom; y++)
        {
            var row = Luma.Slice((y * Side) + left, right - left);
            sum += TensorPrimitives.Sum<float>(row);
            squares += TensorPrimitives.SumOfSquares<float>(row);
        }

        var count = (right - left) * (bottom - top);
        var mean = sum / count;
        return (mean, MathF.Sqrt(MathF.Max(0, (squares / count) - (mean * mean))));
    }

    private float Overexposed()
    {
        var count = 0;
        for (var y = FaceTop; y < FaceBottom; y++)
        {
            foreach (var value in Luma.Slice((y * Side) + FaceLeft, FaceRight - FaceLeft))
            {
                count += value >= FullyExposed ? 1 : 0;
            }
        }

        return (float)count / ((FaceRight - FaceLeft) * (FaceBottom - FaceTop));
    }

    // Root of the mean square of the Laplacian: what a blur takes away first.
    private float Detail()
    {
        var luma = Luma;
        var sum = 0f;
        for (var y = FaceTop; y < FaceBottom; y++)
        {
            for (var x = FaceLeft; x < FaceRight; x++)
            {
                var i = (y * Side) + x;
                var laplacian = luma[i - 1] + luma[i + 1] + luma[i - Side] + luma[i + Side] - (4 * luma[i]);
                sum += laplacian * laplacian;
            }
        }

        return MathF.Sqrt(sum / ((FaceRight - FaceLeft) * (FaceBottom - FaceTop)));
    }

    private float EyeDeviation(ReadOnlySpan<float> landmarks, SimilarityTransform toSquare)
    {
        Span<Vector2> five = stackalloc Vector2[FaceGeometry.FivePointCount];
        FaceGeometry.FivePoints(landmarks, five);
        return MathF.Min(DeviationAbout(toSquare.Apply(five[0])), DeviationAbout(toSquare.Apply(five[1])));
    }

    private float DeviationAbout(Vector2 center)
    {
        var x = (int)Math.Clamp(center.X, EyeHalfWidth, Side - EyeHalfWidth);
        var y = (int)Math.Clamp(center.Y, EyeHalfHeight, Side - EyeHalfHeight);
        return MeanAndDeviation(x - EyeHalfWidth, y - EyeHalfHeight, x + EyeHalfWidth, y + EyeHalfHeight).Deviation;
    }
}
