using System.Numerics;

namespace DoorFace.Vision.Imaging;

/// <summary>A plane turned, scaled alike in both directions and moved: (x, y) → (Ax − By + X, Bx + Ay + Y).</summary>
/// <param name="A">Scale times the cosine of the turn.</param>
/// <param name="B">Scale times the sine of the turn.</param>
/// <param name="X">Move to the right.</param>
/// <param name="Y">Move down.</param>
internal readonly record struct SimilarityTransform(float A, float B, float X, float Y)
{
    /// <summary>Leaves every point where it is.</summary>
    public static SimilarityTransform Identity { get; } = new(1, 0, 0, 0);

    /// <summary>Takes one point to another, scaling and turning about it.</summary>
    /// <param name="from">The point.</param>
    /// <param name="to">Where it comes to lie.</param>
    /// <param name="scale">How much longer a line gets.</param>
    /// <param name="degrees">Clockwise, as y points down.</param>
    public static SimilarityTransform About(Vector2 from, Vector2 to, float scale, float degrees)
    {
        var (sine, cosine) = MathF.SinCos(float.DegreesToRadians(degrees));
        var turned = new SimilarityTransform(scale * cosine, scale * sine, 0, 0);
        var moved = to - turned.Apply(from);
        return turned with { X = moved.X, Y = moved.Y };
    }

    /// <summary>How much longer a line gets, above 0.</summary>
    public float Scale => MathF.Sqrt((A * A) + (B * B));

    public Vector2 Apply(Vector2 point) => new((A * point.X) - (B * point.Y) + X, (B * point.X) + (A * point.Y) + Y);

    /// <summary>The transform back.</summary>
    public SimilarityTransform Inverse()
    {
        var square = (A * A) + (B * B);
        var (a, b) = (A / square, -B / square);
        return new SimilarityTransform(a, b, -((a * X) - (b * Y)), -((b * X) + (a * Y)));
    }

    /// <summary>
    /// The transform that brings points nearest to others, by least squares. In the plane that has a closed form: with both sets
    /// about their centroids and points as complex numbers, the factor is Σ conj(from)·to / Σ |from|²
    /// (Umeyama 1991 without its reflections).
    /// </summary>
    /// <param name="from">At least two points.</param>
    /// <param name="to">As many.</param>
    /// <returns>Null when the points coincide or are not finite: they settle no transform.</returns>
    public static SimilarityTransform? Fit(ReadOnlySpan<Vector2> from, ReadOnlySpan<Vector2> to)
    {
        if (from.Length < 2 || from.Length != to.Length)
        {
            throw new ArgumentException($"Needs two points or more on both sides, got {from.Length} and {to.Length}.", nameof(from));
        }

        var (fromMean, toMean) = (Mean(from), Mean(to));
        float dot = 0, cross = 0, square = 0;
        for (var i = 0; i < from.Length; i++)
        {
            var (f, t) = (from[i] - fromMean, to[i] - toMean);
            dot += Vector2.Dot(f, t);
            cross += (f.X * t.Y) - (f.Y * t.X);
            square += f.LengthSquared();
        }

        var (a, b) = (dot / square, cross / square);
        if (!float.IsFinite(a) || !float.IsFinite(b) || (a == 0 && b == 0))
        {
            return null;
        }

        var turned = new SimilarityTransform(a, b, 0, 0).Apply(fromMean);
        return new SimilarityTransform(a, b, toMean.X - turned.X, toMean.Y - turned.Y);
    }

    private static Vector2 Mean(ReadOnlySpan<Vector2> points)
    {
        var sum = Vector2.Zero;
        foreach (var point in points)
        {
            sum += point;
        }

        return sum / points.Length;
    }
}
