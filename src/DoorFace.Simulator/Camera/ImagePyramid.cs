using System.Numerics;

namespace DoorFace.Simulator.Camera;

/// <summary>
/// A picture and its halves by area averaging, so that it can be sampled at any size without aliasing. Outside the picture its edge goes on
/// for a tenth of its shorter side, blurrier and nearer to its mean colour the farther out: even a blurred edge can pass for a face.
/// </summary>
internal sealed class ImagePyramid
{
    /// <summary>One pixel in the fixed-point numbers of positions.</summary>
    public const int One = 1 << 16;

    /// <summary>One halving of the picture in the fixed-point numbers of the level of detail.</summary>
    public const int Octave = 1 << 8;

    private readonly List<Level> _levels = [];
    private readonly int _fade;

    /// <summary>Makes the halves of a picture, whose pixels are packed Rgba32 and are kept, not copied.</summary>
    public ImagePyramid(uint[] pixels, int width, int height)
    {
        _fade = Math.Max(Math.Min(width, height) / 10, 1);
        var level = new Level(pixels, width, height);
        _levels.Add(level);
        while (level.Width > 1 || level.Height > 1)
        {
            level = Halve(level);
            _levels.Add(level);
        }
    }

    public int Width => _levels[0].Width;

    public int Height => _levels[0].Height;

    /// <summary>The picture itself.</summary>
    public ReadOnlySpan<uint> Pixels => _levels[0].Pixels;

    /// <summary>Fills a row with samples along a line through the picture.</summary>
    /// <param name="row">Takes the samples.</param>
    /// <param name="x">Where the first sample is, as <see cref="One"/> a pixel; pixel centres are at whole numbers.</param>
    /// <param name="y">See <paramref name="x"/>.</param>
    /// <param name="stepX">From one sample to the next.</param>
    /// <param name="stepY">See <paramref name="stepX"/>.</param>
    /// <param name="detail">Which halving to sample, as <see cref="Octave"/> a level; 0 is the picture itself.</param>
    public void SampleLine(Span<uint> row, long x, long y, long stepX, long stepY, int detail)
    {
        var right = (long)(_levels[0].Width - 1) * One;
        var bottom = (long)(_levels[0].Height - 1) * One;
        for (var i = 0; i < row.Length; i++)
        {
            var outside = Math.Max(Math.Max(-x, x - right), Math.Max(-y, y - bottom));
            row[i] = outside <= 0 ? Sample(x, y, detail) : SampleOutside(x, y, detail, outside / One);
            x += stepX;
            y += stepY;
        }
    }

    /// <summary>One sample, of the nearest point of the picture; see <see cref="SampleLine"/>.</summary>
    public uint Sample(long x, long y, int detail)
    {
        var level = Math.Min(detail / Octave, _levels.Count - 1);
        var fraction = (uint)(detail % Octave);
        var fine = Bilinear(level, x, y);
        return fraction == 0 || level == _levels.Count - 1 ? fine : Rgba.Mix(fine, Bilinear(level + 1, x, y), fraction);
    }

    private uint SampleOutside(long x, long y, int detail, long distance) =>
        Rgba.Mix(Sample(x, y, Math.Max(detail, Softness(distance))), _levels[^1].Pixels[0], (uint)Math.Min(256 * distance / _fade, 256));

    private uint Bilinear(int index, long x, long y)
    {
        var level = _levels[index];
        // The centre of the first pixel of a level lies between the first pixels of the picture.
        var column = Math.Clamp(((x + (One / 2)) >> index) - (One / 2), 0, (long)(level.Width - 1) * One);
        var line = Math.Clamp(((y + (One / 2)) >> index) - (One / 2), 0, (long)(level.Height - 1) * One);
        var left = (int)(column / One);
        var top = (int)(line / One);
        var across = (uint)(column % One) >> 8;
        var right = left + 1 < level.Width ? 1 : 0;
        var row = (top * level.Width) + left;
        var below = top + 1 < level.Height ? row + level.Width : row;
        var pixels = level.Pixels;
        return Rgba.Mix(
            Rgba.Mix(pixels[row], pixels[row + right], across),
            Rgba.Mix(pixels[below], pixels[below + right], across),
            (uint)(line % One) >> 8);
    }

    /// <summary>Two octaves at once, and one more for each doubling of the distance from the picture: log2(4 + distance), straight between powers of two.</summary>
    private static int Softness(long distance)
    {
        var value = (uint)Math.Min(distance, int.MaxValue) + 4;
        var whole = BitOperations.Log2(value);
        return (whole * Octave) + (int)((((ulong)value << 8) >> whole) & 0xFF);
    }

    private static Level Halve(Level level)
    {
        var (width, height) = ((level.Width + 1) / 2, (level.Height + 1) / 2);
        var pixels = new uint[width * height];
        for (var y = 0; y < height; y++)
        {
            var upper = 2 * y * level.Width;
            var lower = Math.Min((2 * y) + 1, level.Height - 1) * level.Width;
            for (var x = 0; x < width; x++)
            {
                var (left, right) = (2 * x, Math.Min((2 * x) + 1, level.Width - 1));
                pixels[(y * width) + x] = Rgba.Mean(
                    level.Pixels[upper + left], level.Pixels[upper + right], level.Pixels[lower + left], level.Pixels[lower + right]);
            }
        }

        return new Level(pixels, width, height);
    }

    private sealed record Level(uint[] Pixels, int Width, int Height);
}
