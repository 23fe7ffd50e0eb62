using System.Numerics;
using DoorFace.Core.Imaging;

namespace DoorFace.Evaluation.Pictures;

/// <summary>Spoils copies of pictures on purpose, by the size of the face; the same picture always alike.</summary>
public static class PictureSpoiler
{
    private const int Colours = 3;
    private const int PixelBytes = 4;
    private const double NoiseLevels = 5;
    private const byte DarkGlass = 25;

    /// <param name="picture">Of <see cref="FrameFormat.Rgba32"/>.</param>
    /// <param name="rightEye">The centre of the eye on the left of the picture.</param>
    /// <param name="leftEye">The centre of the other one.</param>
    /// <param name="how">What to do.</param>
    public static Frame Spoil(Frame picture, Vector2 rightEye, Vector2 leftEye, Spoiling how)
    {
        ArgumentNullException.ThrowIfNull(picture);
        var distance = Vector2.Distance(rightEye, leftEye);
        var middle = (rightEye + leftEye) / 2;
        var along = (leftEye - rightEye) / distance;
        return how switch
        {
            Spoiling.None => Copy(picture, 0),
            Spoiling.SlightBlur => Blur(picture, Bell(distance / 20), vertically: true),
            Spoiling.Blur => Blur(picture, Bell(distance / 10), vertically: true),
            Spoiling.MotionBlur => Blur(picture, Box(distance / 4), vertically: false),
            Spoiling.Darkness => Relight(picture, 1 / 4f, 0, NoiseLevels),
            Spoiling.OverExposure => Relight(picture, 3.5f, 0, 0),
            Spoiling.Fog => Relight(picture, 0.25f, 96, 0),
            Spoiling.EyeBar => Paint(picture, point => IsOnBar(point - middle, along, distance)),
            Spoiling.DarkGlasses => Paint(picture, point => MathF.Min(Vector2.Distance(point, rightEye), Vector2.Distance(point, leftEye)) < 0.35f * distance),
            Spoiling.CutOff => Copy(picture, Math.Clamp((int)middle.X, 0, picture.Width - 2)),
            _ => throw new ArgumentOutOfRangeException(nameof(how), how, "Unknown spoiling."),
        };
    }

    private static bool IsOnBar(Vector2 fromMiddle, Vector2 along, float distance)
    {
        var (x, y) = (Vector2.Dot(fromMiddle, along), Vector2.Dot(fromMiddle, new Vector2(-along.Y, along.X)));
        return MathF.Abs(x) < 0.95f * distance && MathF.Abs(y) < 0.25f * distance;
    }

    // Without its first columns.
    private static Frame Copy(Frame picture, int left)
    {
        var copy = new Frame(FrameFormat.Rgba32, picture.Width - left, picture.Height);
        for (var y = 0; y < copy.Height; y++)
        {
            picture.Pixels.Slice((y * picture.Stride) + (left * PixelBytes), copy.Width * PixelBytes).CopyTo(copy.Pixels[(y * copy.Stride)..]);
        }

        return copy;
    }

    private static Frame Paint(Frame picture, Func<Vector2, bool> covered)
    {
        var copy = Copy(picture, 0);
        for (var y = 0; y < copy.Height; y++)
        {
            for (var x = 0; x < copy.Width; x++)
            {
                if (covered(new Vector2(x + 0.5f, y + 0.5f)))
                {
                    copy.Pixels.Slice((y * copy.Stride) + (x * PixelBytes), Colours).Fill(DarkGlass);
                }
            }
        }

        return copy;
    }

    private static Frame Relight(Frame picture, float gain, float offset, double noise)
    {
        var copy = Copy(picture, 0);
        var random = new Random(1);
        foreach (ref var value in copy.Pixels)
        {
            var deviation = noise == 0 ? 0 : noise * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            value = (byte)Math.Clamp(Math.Round((value * gain) + offset + deviation), byte.MinValue, byte.MaxValue);
        }

        return copy;
    }

    private static Frame Blur(Frame picture, float[] weights, bool vertically)
    {
        var across = Filter(picture, weights, 1, 0);
        if (!vertically)
        {
            return across;
        }

        using (across)
        {
            return Filter(across, weights, 0, 1);
        }
    }

    private static Frame Filter(Frame picture, float[] weights, int stepX, int stepY)
    {
        var filtered = new Frame(FrameFormat.Rgba32, picture.Width, picture.Height);
        var source = picture.Pixels;
        var target = filtered.Pixels;
        var half = weights.Length / 2;
        for (var y = 0; y < picture.Height; y++)
        {
            for (var x = 0; x < picture.Width; x++)
            {
                for (var colour = 0; colour < PixelBytes; colour++)
                {
                    var sum = 0f;
                    for (var i = -half; i <= half; i++)
                    {
                        var (column, row) = (Math.Clamp(x + (i * stepX), 0, picture.Width - 1), Math.Clamp(y + (i * stepY), 0, picture.Height - 1));
                        sum += weights[i + half] * source[(row * picture.Stride) + (column * PixelBytes) + colour];
                    }

                    target[(y * filtered.Stride) + (x * PixelBytes) + colour] = (byte)(sum + 0.5f);
                }
            }
        }

        return filtered;
    }

    private static float[] Bell(float deviation) =>
        Normalized((int)MathF.Ceiling(3 * deviation), i => MathF.Exp(-i * i / (2 * deviation * deviation)));

    private static float[] Box(float length) => Normalized((int)MathF.Ceiling(length / 2), i => Math.Clamp((length / 2) + 0.5f - MathF.Abs(i), 0, 1));

    private static float[] Normalized(int half, Func<int, float> weight)
    {
        var weights = Enumerable.Range(-half, (2 * half) + 1).Select(weight).ToArray();
        var sum = weights.Sum();
        return [.. weights.Select(w => w / sum)];
    }
}
