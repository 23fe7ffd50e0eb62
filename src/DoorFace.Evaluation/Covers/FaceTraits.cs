using System.Numerics;
using DoorFace.Core.Imaging;

namespace DoorFace.Evaluation.Covers;

/// <summary>What a face does with its mouth, and how dark its chin is, by its 68 points: data sets say nothing of smiles and beards.</summary>
/// <param name="MouthOpenness">Distance of the inner lips in terms of the mouth's width.</param>
/// <param name="MouthWidth">Width of the mouth in distances between the eyes: more for a smile.</param>
/// <param name="ChinDarkness">How much darker the chin is than the cheeks, in terms of the cheeks: more for a dark beard.</param>
public readonly record struct FaceTraits(float MouthOpenness, float MouthWidth, float ChinDarkness)
{
    /// <param name="picture">Of <see cref="FrameFormat.Rgba32"/>.</param>
    /// <param name="landmarks">68 points in frame pixels.</param>
    public static FaceTraits Of(Frame picture, ReadOnlySpan<float> landmarks)
    {
        ArgumentNullException.ThrowIfNull(picture);
        var eyes = Vector2.Distance(Eye(landmarks, 36), Eye(landmarks, 42));
        var mouth = Vector2.Distance(Point(landmarks, 48), Point(landmarks, 54));
        var nose = Point(landmarks, 30);
        var cheeks = (Brightness(picture, Vector2.Lerp(nose, Point(landmarks, 2), 0.5f), 0.15f * eyes) + Brightness(picture, Vector2.Lerp(nose, Point(landmarks, 14), 0.5f), 0.15f * eyes)) / 2;
        var chin = Brightness(picture, Vector2.Lerp(Point(landmarks, 57), Point(landmarks, 8), 0.55f), 0.2f * eyes);
        return new FaceTraits(Vector2.Distance(Point(landmarks, 62), Point(landmarks, 66)) / mouth, mouth / eyes, (cheeks - chin) / MathF.Max(1, cheeks));
    }

    /// <summary>The middle of an eye.</summary>
    /// <param name="landmarks">68 points.</param>
    /// <param name="first">The eye's first point: 36 or 42.</param>
    public static Vector2 Eye(ReadOnlySpan<float> landmarks, int first)
    {
        var sum = Vector2.Zero;
        for (var i = first; i < first + 6; i++)
        {
            sum += Point(landmarks, i);
        }

        return sum / 6;
    }

    private static Vector2 Point(ReadOnlySpan<float> landmarks, int index) => new(landmarks[2 * index], landmarks[(2 * index) + 1]);

    private static float Brightness(Frame picture, Vector2 center, float radius)
    {
        var (sum, count) = (0f, 0);
        for (var y = center.Y - radius; y <= center.Y + radius; y++)
        {
            for (var x = center.X - radius; x <= center.X + radius; x++)
            {
                var at = (Math.Clamp((int)y, 0, picture.Height - 1) * picture.Stride) + (4 * Math.Clamp((int)x, 0, picture.Width - 1));
                sum += (0.299f * picture.Pixels[at]) + (0.587f * picture.Pixels[at + 1]) + (0.114f * picture.Pixels[at + 2]);
                count++;
            }
        }

        return sum / count;
    }
}
