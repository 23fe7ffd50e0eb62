using System.Numerics;
using DoorFace.Core.Imaging;

namespace DoorFace.Evaluation.Covers;

/// <summary>Another view of a picture, as of somebody who does not hold quite still before a camera with a little noise.</summary>
public static class PictureView
{
    private const int PixelBytes = 4;
    private const float Turn = 0.05f;
    private const float Nearer = 0.05f;
    private const float Aside = 0.02f;
    private const float NoiseLevels = 2;

    /// <param name="picture">Of <see cref="FrameFormat.Rgba32"/>.</param>
    /// <param name="random">Moves it.</param>
    public static Frame Of(Frame picture, Random random)
    {
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentNullException.ThrowIfNull(random);
        float Chance(float most) => ((2 * random.NextSingle()) - 1) * most;
        var center = new Vector2(picture.Width, picture.Height) / 2;
        var toPicture = Matrix3x2.CreateRotation(Chance(Turn), center)
            * Matrix3x2.CreateScale(1 + Chance(Nearer), center)
            * Matrix3x2.CreateTranslation(Chance(Aside) * picture.Width, Chance(Aside) * picture.Width);
        var view = new Frame(FrameFormat.Rgba32, picture.Width, picture.Height);
        for (var y = 0; y < view.Height; y++)
        {
            for (var x = 0; x < view.Width; x++)
            {
                var at = Vector2.Transform(new Vector2(x, y), toPicture);
                var noise = NoiseLevels * MathF.Sqrt(-2 * MathF.Log(1 - random.NextSingle())) * MathF.Cos(MathF.Tau * random.NextSingle());
                var pixel = view.Pixels.Slice((y * view.Stride) + (x * PixelBytes), PixelBytes);
                for (var channel = 0; channel < PixelBytes; channel++)
                {
                    pixel[channel] = (byte)Math.Clamp(MathF.Round(Between(picture, at, channel) + noise), byte.MinValue, byte.MaxValue);
                }
            }
        }

        return view;
    }

    // Between the four nearest pixels; outside, the edge goes on.
    private static float Between(Frame picture, Vector2 at, int channel)
    {
        var (x, y) = (Math.Clamp(at.X, 0, picture.Width - 1.001f), Math.Clamp(at.Y, 0, picture.Height - 1.001f));
        var (left, top) = ((int)x, (int)y);
        var first = (top * picture.Stride) + (left * PixelBytes) + channel;
        var pixels = picture.Pixels;
        var upper = float.Lerp(pixels[first], pixels[first + PixelBytes], x - left);
        var lower = float.Lerp(pixels[first + picture.Stride], pixels[first + picture.Stride + PixelBytes], x - left);
        return float.Lerp(upper, lower, y - top);
    }
}
