using DoorFace.Core.Imaging;

namespace DoorFace.Evaluation.Pictures;

/// <summary>
/// Turns pictures by any angle about their centre; the size stays. Between pixels it interpolates, and beyond the edge the picture goes on as in a
/// mirror: a black corner or a smeared edge would be a mark that no camera makes.
/// </summary>
public static class PictureTurner
{
    private const int Channels = 4;

    /// <param name="picture">Of <see cref="FrameFormat.Rgba32"/>, with rows without a gap.</param>
    /// <param name="degrees">Clockwise as the picture is looked at.</param>
    /// <returns>A frame of its own, also for a turn by nothing.</returns>
    public static Frame Turn(Frame picture, double degrees)
    {
        ArgumentNullException.ThrowIfNull(picture);
        var turned = new Frame(FrameFormat.Rgba32, picture.Width, picture.Height);
        if (degrees == 0)
        {
            picture.Pixels.CopyTo(turned.Pixels);
            return turned;
        }

        var (sine, cosine) = Math.SinCos(double.DegreesToRadians(degrees));
        var (middleX, middleY) = (picture.Width / 2.0, picture.Height / 2.0);
        ReadOnlySpan<byte> from = picture.Pixels;
        var to = turned.Pixels;
        for (var y = 0; y < turned.Height; y++)
        {
            for (var x = 0; x < turned.Width; x++)
            {
                var (right, down) = (x + 0.5 - middleX, y + 0.5 - middleY);
                var (column, nextColumn, shareX) = Between((float)((cosine * right) + (sine * down) + middleX - 0.5), picture.Width);
                var (row, nextRow, shareY) = Between((float)((cosine * down) - (sine * right) + middleY - 0.5), picture.Height);
                var (upper, lower) = (row * picture.Stride, nextRow * picture.Stride);
                var target = to.Slice((y * turned.Stride) + (x * Channels), Channels);
                for (var i = 0; i < Channels; i++)
                {
                    var above = Mix(from[upper + (column * Channels) + i], from[upper + (nextColumn * Channels) + i], shareX);
                    var below = Mix(from[lower + (column * Channels) + i], from[lower + (nextColumn * Channels) + i], shareX);
                    target[i] = (byte)(Mix(above, below, shareY) + 0.5f);
                }
            }
        }

        return turned;
    }

    // The two samples that a place lies between, and how far it is from the first.
    private static (int First, int Second, float Share) Between(float place, int count)
    {
        var period = 2f * Math.Max(1, count - 1);
        var folded = MathF.Abs(place) % period;
        folded = MathF.Min(folded, period - folded);
        var first = Math.Clamp((int)folded, 0, count - 1);
        return (first, Math.Min(first + 1, count - 1), folded - first);
    }

    private static float Mix(float from, float to, float share) => from + ((to - from) * share);
}
