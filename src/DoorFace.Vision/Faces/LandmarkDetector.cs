using System.Numerics;
using System.Numerics.Tensors;
using DoorFace.Core.Biometrics;
using DoorFace.Core.Imaging;
using DoorFace.Vision.Imaging;
using DoorFace.Vision.Models;

namespace DoorFace.Vision.Faces;

/// <summary>
/// Finds 68 points of a face in a square around it. A first pass looks at the square on the centre of the detector's box with the
/// box's height; a second one at the square around the first pass's points, which sits better than any box.
/// </summary>
internal sealed class LandmarkDetector : IDisposable
{
    // Side of the second square in terms of the points' larger extent; 1.0 to 1.2 measure alike, see the model card.
    private const float Margin = 1.05f;

    /// <summary>By how much the picture is turned either way for <see cref="Drift"/>, degrees: of 10, 15, 20 and 30 the one that tells turned faces best.</summary>
    private const float Turn = 20;

    private readonly ModelSession _session;
    private readonly FrameSampler _sampler;

    public LandmarkDetector(ModelSession session)
    {
        _session = session;
        _sampler = new FrameSampler(session.Description.Input);
    }

    /// <summary>Writes x and y of each point, in frame pixels.</summary>
    /// <returns>False when the points coincide: they make no face.</returns>
    /// <exception cref="ModelException">The model failed, or gave no numbers.</exception>
    public bool Detect(Frame frame, FaceBox face, Span<float> points)
    {
        DetectIn(frame, Square(face.CenterX, face.CenterY, face.Height), points);
        var square = SquareAround(points);
        if (square.Width == 0)
        {
            return false;
        }

        DetectIn(frame, square, points);
        return SquareAround(points).Width > 0;
    }

    /// <summary>
    /// How far the points are from those found in the picture turned by 20° either way and turned back: the mean, in distances between the eyes. Those
    /// of an upright face go with it (about 0.02). The model imagines an upright face also where one lies on its side or stands on its head; those
    /// points stay where they are, or go anywhere (0.1 and more), so nothing but this tells.
    /// </summary>
    /// <param name="frame">The frame that <see cref="Detect"/> was given.</param>
    /// <param name="points">Its result.</param>
    /// <returns>From 0; not finite when the points make no face: the eyes coincide.</returns>
    /// <exception cref="ModelException">The model failed, or gave no numbers.</exception>
    public float Drift(Frame frame, ReadOnlySpan<float> points)
    {
        var square = SquareAround(points);
        var sum = DistanceTurned(frame, square, points, Turn) + DistanceTurned(frame, square, points, -Turn);
        return sum / points.Length / FaceGeometry.EyeDistance(points);
    }

    /// <summary>Leaves nothing of the last face in memory.</summary>
    /// <param name="blank">A frame without a picture, of the size of those before.</param>
    public void Zeroize(Frame blank)
    {
        _sampler.Zeroize(blank, _session.Input);
        _session.Zeroize();
    }

    public void Dispose() => _session.Dispose();

    private static FaceBox Square(float centerX, float centerY, float side) => new(centerX - (side / 2), centerY - (side / 2), side, side);

    private static FaceBox SquareAround(ReadOnlySpan<float> points)
    {
        var (left, top, right, bottom) = (points[0], points[1], points[0], points[1]);
        for (var i = 2; i < points.Length; i += 2)
        {
            left = MathF.Min(left, points[i]);
            right = MathF.Max(right, points[i]);
            top = MathF.Min(top, points[i + 1]);
            bottom = MathF.Max(bottom, points[i + 1]);
        }

        return Square((left + right) / 2, (top + bottom) / 2, Margin * MathF.Max(right - left, bottom - top));
    }

    // The sum over all points.
    private float DistanceTurned(Frame frame, FaceBox square, ReadOnlySpan<float> points, float degrees)
    {
        var toFrame = SimilarityTransform.About(
            new Vector2(_sampler.Width, _sampler.Height) / 2, new Vector2(square.CenterX, square.CenterY), square.Width / _sampler.Width, degrees);
        _sampler.Warp(frame, toFrame, _session.Input);
        _session.Run();
        var output = _session.Output(0);
        _session.Require(TensorPrimitives.IsFiniteAll<float>(output));
        var sum = 0f;
        for (var i = 0; i < points.Length; i += 2)
        {
            var back = toFrame.Apply(new Vector2(output[i] * _sampler.Width, output[i + 1] * _sampler.Height));
            sum += Vector2.Distance(back, new Vector2(points[i], points[i + 1]));
        }

        output.Clear();
        return sum;
    }

    private void DetectIn(Frame frame, FaceBox square, Span<float> points)
    {
        _session.Require(float.IsFinite(square.Left + square.Top + square.Area));
        _sampler.Rectangle(frame, square, _sampler.Width, _sampler.Height, _session.Input);
        _session.Run();
        var output = _session.Output(0);
        for (var i = 0; i < points.Length; i += 2)
        {
            points[i] = square.Left + (output[i] * square.Width);
            points[i + 1] = square.Top + (output[i + 1] * square.Height);
        }

        output.Clear();
        _session.Require(TensorPrimitives.IsFiniteAll<float>(points));
    }
}
