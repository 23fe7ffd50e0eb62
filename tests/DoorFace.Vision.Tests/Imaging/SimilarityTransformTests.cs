using System.Numerics;
using CsCheck;
using DoorFace.Vision.Imaging;

namespace DoorFace.Vision.Tests.Imaging;

public sealed class SimilarityTransformTests
{
    private static readonly Gen<Vector2> Points = Gen.Select(Gen.Float[-500, 500], Gen.Float[-500, 500], (x, y) => new Vector2(x, y));

    private static readonly Gen<SimilarityTransform> Transforms = Gen.Select(
        Gen.Float[0.1f, 5], Gen.Float[-MathF.PI, MathF.PI], Points,
        (scale, turn, move) => new SimilarityTransform(scale * MathF.Cos(turn), scale * MathF.Sin(turn), move.X, move.Y));

    [Fact]
    public void A_fit_recovers_the_transform_that_moved_the_points() =>
        Gen.Select(Transforms, Points.Array[3, 8]).Where((_, points) => Spread(points) > 50).Sample((expected, points) =>
        {
            var actual = SimilarityTransform.Fit(points, [.. points.Select(expected.Apply)])!.Value;

            Assert.Equal(expected.A, actual.A, 1e-3f);
            Assert.Equal(expected.B, actual.B, 1e-3f);
            Assert.All(points, p => Assert.InRange(Vector2.Distance(expected.Apply(p), actual.Apply(p)), 0, 0.05f));
        });

    [Fact]
    public void No_other_transform_brings_the_points_nearer_than_the_fit() =>
        Gen.Select(Points.Array[5], Points.Array[5], Gen.Float[-0.05f, 0.05f], Gen.Float[-0.05f, 0.05f], Points)
            .Where((from, _, _, _, _) => Spread(from) > 50)
            .Sample((from, to, a, b, move) =>
            {
                var best = SimilarityTransform.Fit(from, to)!.Value;
                var other = new SimilarityTransform(best.A + a, best.B + b, best.X + (move.X / 100), best.Y + (move.Y / 100));
                Assert.True(Error(best, from, to) <= Error(other, from, to) * 1.0001);
            });

    [Fact]
    public void A_turn_about_a_point_takes_it_to_its_place_and_turns_clockwise_on_a_picture()
    {
        var transform = SimilarityTransform.About(new(10, 20), new(100, 200), 3, 90);

        Assert.InRange(Vector2.Distance(new(100, 200), transform.Apply(new(10, 20))), 0, 1e-3f);
        Assert.InRange(Vector2.Distance(new(100, 203), transform.Apply(new(11, 20))), 0, 1e-3f);
        Assert.Equal(3, transform.Scale, 1e-5f);
    }

    [Fact]
    public void The_inverse_takes_points_back() =>
        Gen.Select(Transforms, Points).Sample((transform, point) =>
            Assert.InRange(Vector2.Distance(point, transform.Inverse().Apply(transform.Apply(point))), 0, 0.05f));

    [Fact]
    public void The_scale_is_how_much_longer_a_line_gets() =>
        Gen.Select(Transforms, Points).Where((_, p) => p.Length() > 1).Sample((transform, point) =>
            Assert.Equal(transform.Scale, (transform.Apply(point) - transform.Apply(Vector2.Zero)).Length() / point.Length(), 1e-2f));

    [Fact]
    public void Points_that_coincide_settle_no_transform() =>
        Assert.Null(SimilarityTransform.Fit([Vector2.One, Vector2.One], [Vector2.Zero, Vector2.One]));

    [Fact]
    public void Points_that_are_not_finite_settle_no_transform() =>
        Assert.Null(SimilarityTransform.Fit([Vector2.NaN, Vector2.One], [Vector2.Zero, Vector2.One]));

    private static float Spread(Vector2[] points) => points.Max(p => Vector2.Distance(p, points[0]));

    private static double Error(SimilarityTransform transform, Vector2[] from, Vector2[] to) =>
        from.Zip(to, (f, t) => (double)Vector2.DistanceSquared(transform.Apply(f), t)).Sum();
}
