using System.Numerics;
using DoorFace.Core.Imaging;

namespace DoorFace.Evaluation.Covers;

/// <summary>
/// Draws covers over faces in copies of pictures, by the face's points: lit as the face is, with edges about as soft as the picture's own and at most its noise,
/// so that the drawing does not give itself away. The same picture, cover and seed give the same copy.
/// </summary>
public static class CoverDrawer
{
    private const int PixelBytes = 4;
    private static readonly Vector3 LumaWeights = new(0.299f, 0.587f, 0.114f);

    /// <param name="picture">Of <see cref="FrameFormat.Rgba32"/>.</param>
    /// <param name="landmarks">68 points of the face, in frame pixels.</param>
    /// <param name="cover">What to draw.</param>
    /// <param name="seed">Chooses place, tones and folds.</param>
    public static Frame Draw(Frame picture, ReadOnlySpan<float> landmarks, Cover cover, int seed)
    {
        ArgumentNullException.ThrowIfNull(picture);
        var random = new Random(seed);
        var outline = new CoverOutline(landmarks, random);
        var polygons = outline.Of(cover.Shape);
        var isGrey = IsGrey(picture);
        var (right, left) = (Skin(picture, outline, 2), Skin(picture, outline, 14));
        var texture = new CoverTexture(cover.Pattern, (right + left) / 2, random);
        // Which side the light comes from; cloth shows it as skin does.
        var tilt = Math.Clamp(Vector3.Dot(left - right, LumaWeights) / MathF.Max(1, Vector3.Dot(left + right, LumaWeights)), -0.4f, 0.4f);
        var (folds, phase, relief) = (3 + (random.NextSingle() * 5), random.NextSingle() * MathF.Tau, random.NextSingle() * 0.12f);
        var (softness, noise) = (1.2f + (outline.Unit * (0.01f + (0.03f * random.NextSingle()))), random.NextSingle() * Noise(picture, outline));
        var copy = Copy(picture);
        var (least, most) = Bounds(polygons, softness + 2, picture);
        for (var y = least.Y; y < most.Y; y++)
        {
            for (var x = least.X; x < most.X; x++)
            {
                var point = new Vector2(x + 0.5f, y + 0.5f);
                var (inside, edge) = Inside(polygons, point, softness);
                if (inside <= 0)
                {
                    continue;
                }

                var place = new Vector2(Vector2.Dot(point - outline.Mouth, outline.Along), Vector2.Dot(point - outline.Mouth, outline.Down)) / outline.Unit;
                var light = (1 + (tilt * place.X)) * (1 - (0.18f * place.X * place.X)) * (1 - (relief * MathF.Sin(phase + (folds * (place.Y + (0.3f * place.X * place.X)))))) * edge;
                var colour = (texture.At(place) * light) + new Vector3(noise * Normal(random));
                var pixel = copy.Pixels.Slice((y * copy.Stride) + (x * PixelBytes), PixelBytes);
                Blend(pixel, isGrey ? new Vector3(Vector3.Dot(colour, LumaWeights)) : colour, inside);
            }
        }

        return copy;
    }

    private static void Blend(Span<byte> pixel, Vector3 colour, float share)
    {
        for (var channel = 0; channel < 3; channel++)
        {
            pixel[channel] = (byte)Math.Clamp(MathF.Round(float.Lerp(pixel[channel], colour[channel], share)), byte.MinValue, byte.MaxValue);
        }
    }

    // How much of the pixel the cover takes, and how much darker it is near the edges of its parts, where they turn away.
    private static (float Share, float Edge) Inside(IReadOnlyList<Vector2[]> polygons, Vector2 point, float softness)
    {
        var (share, edge) = (0f, 1f);
        foreach (var polygon in polygons)
        {
            var depth = Depth(polygon, point);
            var of = Math.Clamp((depth / softness) + 0.5f, 0, 1);
            if (of > 0)
            {
                share = MathF.Max(share, of);
                // The last part lies on top.
                edge = float.Lerp(edge, 0.8f + (0.2f * Math.Clamp(depth / (4 * softness), 0, 1)), of);
            }
        }

        return (share, edge);
    }

    // Distance to the polygon's edge, negative outside.
    private static float Depth(Vector2[] polygon, Vector2 point)
    {
        var (nearest, inside) = (float.PositiveInfinity, false);
        for (int i = 0, j = polygon.Length - 1; i < polygon.Length; j = i++)
        {
            var (a, b) = (polygon[j], polygon[i]);
            var side = b - a;
            var along = Math.Clamp(Vector2.Dot(point - a, side) / MathF.Max(side.LengthSquared(), 1e-6f), 0, 1);
            nearest = MathF.Min(nearest, Vector2.Distance(point, a + (side * along)));
            inside ^= a.Y > point.Y != b.Y > point.Y && point.X < a.X + ((point.Y - a.Y) / (b.Y - a.Y) * (b.X - a.X));
        }

        return inside ? nearest : -nearest;
    }

    private static ((int X, int Y) Least, (int X, int Y) Most) Bounds(IReadOnlyList<Vector2[]> polygons, float margin, Frame picture)
    {
        var all = polygons.SelectMany(polygon => polygon).ToList();
        return (
            ((int)Math.Clamp(all.Min(p => p.X) - margin, 0, picture.Width), (int)Math.Clamp(all.Min(p => p.Y) - margin, 0, picture.Height)),
            ((int)Math.Clamp(all.Max(p => p.X) + margin, 0, picture.Width), (int)Math.Clamp(all.Max(p => p.Y) + margin, 0, picture.Height)));
    }

    // Of the cheek between the nose and a point of the jaw.
    private static Vector3 Skin(Frame picture, CoverOutline outline, int jaw)
    {
        var cheek = Vector2.Lerp(outline.Mean(30, 1), outline.Mean(jaw, 1), 0.55f);
        var (sum, count) = (Vector3.Zero, 0);
        var radius = MathF.Max(1, 0.12f * outline.Unit);
        for (var y = cheek.Y - radius; y <= cheek.Y + radius; y++)
        {
            for (var x = cheek.X - radius; x <= cheek.X + radius; x++)
            {
                sum += At(picture, (int)x, (int)y);
                count++;
            }
        }

        return sum / count;
    }

    // By the median difference of neighbours on the face: most of it is smooth.
    private static float Noise(Frame picture, CoverOutline outline)
    {
        var differences = new List<float>();
        for (var v = -0.2f; v < 1.2f; v += 0.05f)
        {
            for (var u = -0.6f; u < 0.6f; u += 0.05f)
            {
                var at = outline.BetweenEyes + (outline.Unit * ((outline.Along * u) + (outline.Down * v)));
                differences.Add(MathF.Abs(Vector3.Dot(At(picture, (int)at.X, (int)at.Y) - At(picture, (int)at.X + 1, (int)at.Y), LumaWeights)));
            }
        }

        differences.Sort();
        return Math.Clamp(differences[differences.Count / 2] * 0.7f, 0.5f, 6);
    }

    private static bool IsGrey(Frame picture)
    {
        for (var i = 0; i < picture.Pixels.Length; i += PixelBytes * 97)
        {
            if (picture.Pixels[i] != picture.Pixels[i + 1] || picture.Pixels[i] != picture.Pixels[i + 2])
            {
                return false;
            }
        }

        return true;
    }

    private static Vector3 At(Frame picture, int x, int y)
    {
        var at = (Math.Clamp(y, 0, picture.Height - 1) * picture.Stride) + (Math.Clamp(x, 0, picture.Width - 1) * PixelBytes);
        return new Vector3(picture.Pixels[at], picture.Pixels[at + 1], picture.Pixels[at + 2]);
    }

    private static float Normal(Random random) =>
        MathF.Sqrt(-2 * MathF.Log(1 - random.NextSingle())) * MathF.Cos(MathF.Tau * random.NextSingle());

    private static Frame Copy(Frame picture)
    {
        var copy = new Frame(FrameFormat.Rgba32, picture.Width, picture.Height);
        for (var y = 0; y < copy.Height; y++)
        {
            picture.Pixels.Slice(y * picture.Stride, copy.Width * PixelBytes).CopyTo(copy.Pixels[(y * copy.Stride)..]);
        }

        return copy;
    }
}
