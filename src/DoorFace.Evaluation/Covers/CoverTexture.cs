using System.Numerics;

namespace DoorFace.Evaluation.Covers;

/// <summary>The surface of a cover: a colour for each place, in distances between the eyes from the mouth.</summary>
internal sealed class CoverTexture
{
    private const int Blossoms = 90;

    private readonly Func<Vector2, Vector3> _colour;

    /// <param name="pattern">What it looks like.</param>
    /// <param name="skin">The colour of the face's skin, 0 to 255.</param>
    /// <param name="random">Chooses tones, widths and directions.</param>
    public CoverTexture(CoverPattern pattern, Vector3 skin, Random random)
    {
        float Chance(float least, float most) => least + (random.NextSingle() * (most - least));
        Vector3 Tone() => new(Chance(20, 240), Chance(20, 240), Chance(20, 240));
        var direction = Vector2.Transform(Vector2.UnitX, Matrix3x2.CreateRotation(Chance(0, MathF.PI)));
        var across = new Vector2(-direction.Y, direction.X);
        var (first, second) = Distinct(Tone(), Tone());
        var period = Chance(0.12f, 0.45f);
        var plain = pattern switch
        {
            CoverPattern.White => new Vector3(Chance(200, 250)),
            CoverPattern.Black => new Vector3(Chance(12, 50)),
            CoverPattern.Blue => new Vector3(110, 165, 205) * Chance(0.7f, 1.15f),
            _ => skin * Chance(0.9f, 1.08f),
        };
        _colour = pattern switch
        {
            CoverPattern.Gradient => at => Vector3.Lerp(first, second, Math.Clamp(0.5f + (Vector2.Dot(at, direction) / 1.6f), 0, 1)),
            CoverPattern.Stripes => at => Vector3.Lerp(first, second, Band(Vector2.Dot(at, direction) / period)),
            CoverPattern.Checks => at =>
                Vector3.Lerp(first, second, (Band(Vector2.Dot(at, direction) / period) + Band(Vector2.Dot(at, across) / period)) / 2),
            CoverPattern.Dots => at => Vector3.Lerp(first, second, Dot(at, direction, across, period)),
            CoverPattern.Floral => Floral(first, [.. Enumerable.Range(0, Blossoms).Select(_ =>
                (new Vector2(Chance(-1.4f, 1.4f), Chance(-1.2f, 1.6f)), Chance(0.05f, 0.16f), Tone()))]),
            CoverPattern.Knit => Knit(first, Chance(0.09f, 0.16f)),
            _ => _ => plain,
        };
    }

    public Vector3 At(Vector2 place) => _colour(place);

    // Far enough apart to be a pattern.
    private static (Vector3 First, Vector3 Second) Distinct(Vector3 first, Vector3 second) =>
        MathF.Abs((first - second).X + (first - second).Y + (first - second).Z) < 150 ? (first, new Vector3(255) - first) : (first, second);

    // 0 and 1 in turn, with soft edges.
    private static float Band(float phase) => Math.Clamp(0.5f + (3 * MathF.Sin(phase * MathF.Tau)), 0, 1);

    private static float Dot(Vector2 at, Vector2 direction, Vector2 across, float period)
    {
        var (u, v) = (Vector2.Dot(at, direction) / period, Vector2.Dot(at, across) / period);
        var fromCentre = new Vector2(u - MathF.Round(u), v - MathF.Round(v)).Length();
        return Math.Clamp((0.3f - fromCentre) * 8, 0, 1);
    }

    private static Func<Vector2, Vector3> Floral(Vector3 ground, (Vector2 At, float Size, Vector3 Tone)[] blossoms) => at =>
    {
        var colour = ground;
        foreach (var (centre, size, tone) in blossoms)
        {
            var from = at - centre;
            // Five petals.
            var radius = size * (0.75f + (0.25f * MathF.Cos(5 * MathF.Atan2(from.Y, from.X))));
            colour = Vector3.Lerp(colour, tone, Math.Clamp((radius - from.Length()) * 40, 0, 1));
        }

        return colour;
    };

    private static Func<Vector2, Vector3> Knit(Vector3 wool, float stitch) => at =>
    {
        var rib = MathF.Abs((at.X / stitch) - MathF.Round(at.X / stitch));
        var loop = MathF.Sin(MathF.Tau * ((at.Y / stitch) + rib));
        return wool * (0.8f + (0.3f * MathF.Cos(MathF.Tau * at.X / stitch)) + (0.2f * loop));
    };
}
