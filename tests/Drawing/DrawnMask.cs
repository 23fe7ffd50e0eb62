using System.Numerics;
using DoorFace.Core.Imaging;

namespace DoorFace.Tests.Support;

/// <summary>A folded mask over mouth and nose, drawn onto pictures of <see cref="FrameFormat.Rgba32"/> by the face's 68 points.</summary>
internal static class DrawnMask
{
    private const int PixelBytes = 4;

    // Along the jaw from ear to ear, and back over the bridge of the nose.
    private static readonly int[] Outline = [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 28];

    /// <param name="picture">Drawn on.</param>
    /// <param name="landmarks">x, y of 68 points in it.</param>
    /// <param name="tone">How bright the cloth is, 0 to 255.</param>
    public static void Draw(Frame picture, ReadOnlySpan<float> landmarks, byte tone)
    {
        var corners = new Vector2[Outline.Length];
        for (var i = 0; i < corners.Length; i++)
        {
            corners[i] = new Vector2(landmarks[2 * Outline[i]], landmarks[(2 * Outline[i]) + 1]);
        }

        var (left, right) = (corners.Min(corner => corner.X), corners.Max(corner => corner.X));
        for (var y = 0; y < picture.Height; y++)
        {
            for (var x = 0; x < picture.Width; x++)
            {
                var share = Share(corners, new Vector2(x, y));
                var pixel = picture.Pixels.Slice((y * picture.Stride) + (x * PixelBytes), share > 0 ? PixelBytes - 1 : 0);
                // Lit as something round is.
                var aside = (2 * (x - left) / (right - left)) - 1;
                var cloth = tone * (1 - (0.2f * aside * aside));
                foreach (ref var value in pixel)
                {
                    value = (byte)float.Lerp(value, cloth, share);
                }
            }
        }
    }

    // Of nine places in the pixel, those inside: a soft edge.
    private static float Share(Vector2[] corners, Vector2 pixel)
    {
        var inside = 0;
        for (var place = 0; place < 9; place++)
        {
            inside += Contains(corners, pixel + new Vector2((place % 3) - 1, (place / 3) - 1)) ? 1 : 0;
        }

        return inside / 9f;
    }

    private static bool Contains(Vector2[] corners, Vector2 point)
    {
        var inside = false;
        for (int i = 0, j = corners.Length - 1; i < corners.Length; j = i++)
        {
            var (a, b) = (corners[j], corners[i]);
            inside ^= a.Y > point.Y != b.Y > point.Y && point.X < a.X + ((point.Y - a.Y) / (b.Y - a.Y) * (b.X - a.X));
        }

        return inside;
    }
}
