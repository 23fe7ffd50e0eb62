using System.Runtime.InteropServices;

namespace DoorFace.Core.Imaging;

/// <summary>A way over the samples of a picture, row by row of what it becomes: so a picture is turned and mirrored.</summary>
/// <param name="Columns">Samples in a row of what it becomes.</param>
/// <param name="Rows">Rows of it.</param>
/// <param name="Start">Where in the picture its first sample lies, in bytes.</param>
/// <param name="Right">How far away from any sample the one to its right lies.</param>
/// <param name="Down">How far away the one below it lies.</param>
public readonly record struct PictureWalk(int Columns, int Rows, int Start, int Right, int Down)
{
    // Going down a picture touches a line of the cache a sample; so many of them stay there until the next column wants them.
    private const int Tile = 64;

    /// <summary>The way over a picture that is turned clockwise.</summary>
    /// <param name="width">Samples in a row of it.</param>
    /// <param name="height">Rows of it.</param>
    /// <param name="stride">Bytes from one row to the next.</param>
    /// <param name="step">Bytes from one sample to the next.</param>
    /// <param name="degrees">0, 90, 180 or 270.</param>
    public static PictureWalk Turned(int width, int height, int stride, int step, int degrees) => degrees switch
    {
        0 => new(width, height, 0, step, stride),
        90 => new(height, width, (height - 1) * stride, -stride, step),
        180 => new(width, height, ((height - 1) * stride) + ((width - 1) * step), -step, -stride),
        270 => new(height, width, (width - 1) * step, stride, -step),
        _ => throw new ArgumentOutOfRangeException(nameof(degrees), degrees, "0, 90, 180 or 270 are possible."),
    };

    /// <summary>Copies samples of one kind that lie without a gap in their rows.</summary>
    /// <param name="source">The picture.</param>
    /// <param name="target">What it becomes.</param>
    /// <param name="stride">Bytes from one row to the next there.</param>
    public void Copy<T>(ReadOnlySpan<byte> source, Span<byte> target, int stride)
        where T : unmanaged
    {
        for (var left = 0; left < Columns; left += Tile)
        {
            for (var y = 0; y < Rows; y++)
            {
                var from = Start + (y * Down) + (left * Right);
                var row = MemoryMarshal.Cast<byte, T>(target[(y * stride)..]);
                foreach (ref var sample in row[left..Math.Min(left + Tile, Columns)])
                {
                    sample = MemoryMarshal.Read<T>(source[from..]);
                    from += Right;
                }
            }
        }
    }

    /// <summary>Copies bytes that may lie apart in their rows: the mean of two pictures, which may be the same.</summary>
    /// <param name="source">The one.</param>
    /// <param name="other">The other, which lies as the first does.</param>
    /// <param name="target">What they become.</param>
    /// <param name="stride">Bytes from one row to the next there.</param>
    /// <param name="step">Bytes from one sample to the next there.</param>
    public void Copy(ReadOnlySpan<byte> source, ReadOnlySpan<byte> other, Span<byte> target, int stride, int step)
    {
        for (var left = 0; left < Columns; left += Tile)
        {
            for (var y = 0; y < Rows; y++)
            {
                var from = Start + (y * Down) + (left * Right);
                var to = (y * stride) + (left * step);
                for (var x = left; x < Math.Min(left + Tile, Columns); x++)
                {
                    target[to] = (byte)((source[from] + other[from] + 1) / 2);
                    (from, to) = (from + Right, to + step);
                }
            }
        }
    }
}
