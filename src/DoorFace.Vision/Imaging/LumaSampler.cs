using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using DoorFace.Core.Imaging;

namespace DoorFace.Vision.Imaging;

/// <summary>
/// Measures how bright a frame is, by a few of its rows: cheap enough to do for every frame, before it is known whether anything else is worth
/// its time. Allocates nothing.
/// </summary>
public static class LumaSampler
{
    /// <summary>Rows of the frame that are looked at for one row of cells, evenly spread, where there are so many.</summary>
    internal const int RowsOfCell = 4;

    // Red, green and blue of 256 (ITU-R BT.601).
    private const int Red = 77;
    private const int Green = 150;
    private const int Blue = 29;

    private const int PixelBytes = 4;

    /// <summary>Fills a grid. A picture with fewer rows or columns than it has shows some in several cells.</summary>
    public static void Measure(Frame frame, LumaGrid grid)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(grid);
        // The first plane has the luma in every format that has one.
        var step = frame.Format switch { FrameFormat.Rgba32 => PixelBytes, FrameFormat.Yuyv => 2, _ => 1 };
        var range = frame.Format == FrameFormat.Rgba32 ? LumaRange.Of(YuvCoding.Jpeg) : LumaRange.Of(frame.Coding);
        Span<(int Start, int Length)> columns = stackalloc (int Start, int Length)[LumaGrid.Columns];
        for (var column = 0; column < columns.Length; column++)
        {
            columns[column] = Stretch(column, LumaGrid.Columns, frame.Width);
        }

        var fingerprint = new Fingerprint();
        var fresh = 0;
        Span<int> offsets = stackalloc int[RowsOfCell];
        for (var cellRow = 0; cellRow < LumaGrid.Rows; cellRow++)
        {
            var (top, height) = Stretch(cellRow, LumaGrid.Rows, frame.Height);
            var rows = offsets[..Math.Min(height, RowsOfCell)];
            for (var i = 0; i < rows.Length; i++)
            {
                var y = top + (((2 * i) + 1) * height / (2 * rows.Length));
                rows[i] = y * frame.Stride;
                if (y >= fresh)
                {
                    // Each row once, so that a change in one place always shows.
                    fingerprint.Add(frame.Pixels.Slice(rows[i], frame.Width * step));
                    fresh = y + 1;
                }
            }

            for (var column = 0; column < columns.Length; column++)
            {
                var (start, length) = columns[column];
                var mean = (float)Sum(frame.Pixels, rows, start * step, (start + length) * step, step) / (rows.Length * length);
                var luma = Math.Clamp((mean * range.Gain) + range.Offset, byte.MinValue, byte.MaxValue);
                grid.Cells[(cellRow * LumaGrid.Columns) + column] = (byte)(luma + 0.5f);
            }
        }

        grid.Complete(fingerprint.Value);
    }

    // Which pixels of a line a cell is for: at least one.
    private static (int Start, int Length) Stretch(int cell, int cells, int size)
    {
        var start = (int)((long)cell * size / cells);
        return (start, Math.Max(1, (int)(((cell + 1L) * size / cells) - start)));
    }

    private static uint Sum(ReadOnlySpan<byte> pixels, ReadOnlySpan<int> rows, int from, int end, int step)
    {
        _ = pixels[rows[^1] + end - 1];
        ref var first = ref MemoryMarshal.GetReference(pixels);
        var sums = Vector128<uint>.Zero;
        var sum = 0u;
        foreach (var row in rows)
        {
            var i = row + from;
            for (; i <= row + end - Samples.BytesRead(step); i += Samples.BytesRead(step))
            {
                var eight = step == PixelBytes ? LoadPixels(ref first, (nuint)i) : Samples.Load(ref first, (nuint)i, step);
                sums += Vector128.WidenLower(eight) + Vector128.WidenUpper(eight);
            }

            for (; i < row + end; i += step)
            {
                sum += step == PixelBytes ? (uint)((Red * pixels[i]) + (Green * pixels[i + 1]) + (Blue * pixels[i + 2]) + 128) >> 8 : pixels[i];
            }
        }

        return sum + Vector128.Sum(sums);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ushort> LoadPixels(ref byte first, nuint offset) =>
        Vector128.Narrow(
            Luma(Vector128.LoadUnsafe(ref first, offset).AsUInt32()), Luma(Vector128.LoadUnsafe(ref first, offset + 16).AsUInt32()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<uint> Luma(Vector128<uint> pixels)
    {
        // Sums of products stay below 65,536, so that the two halves of a pixel do not meet.
        var redBlue = (pixels & Vector128.Create(0x00FF00FFu)).AsUInt16() * Vector128.Create(Red | (Blue << 16)).AsUInt16();
        var green = (Vector128.ShiftRightLogical(pixels, 8) & Vector128.Create(0xFFu)).AsUInt16() * Vector128.Create(Green).AsUInt16();
        var sums = redBlue.AsUInt32() + Vector128.ShiftRightLogical(redBlue.AsUInt32(), 16) + green.AsUInt32() + Vector128.Create(128u);
        return Vector128.ShiftRightLogical(sums & Vector128.Create(0xFFFFu), 8);
    }

    // A hash in which each step can be undone: whatever single word changes, the value does. Four chains, because a product takes its time.
    private ref struct Fingerprint
    {
        private const ulong Factor = 0x9E3779B97F4A7C15;

        private ulong _first;
        private ulong _second;
        private ulong _third;
        private ulong _fourth;

        public readonly ulong Value => Mix(Mix(Mix(_first, _second), _third), _fourth);

        public void Add(ReadOnlySpan<byte> bytes)
        {
            var words = MemoryMarshal.Cast<byte, ulong>(bytes);
            var i = 0;
            for (; i <= words.Length - 4; i += 4)
            {
                _first = Mix(_first, words[i]);
                _second = Mix(_second, words[i + 1]);
                _third = Mix(_third, words[i + 2]);
                _fourth = Mix(_fourth, words[i + 3]);
            }

            for (; i < words.Length; i++)
            {
                _first = Mix(_first, words[i]);
            }

            var rest = 0ul;
            foreach (var last in bytes[(words.Length * sizeof(ulong))..])
            {
                rest = (rest << 8) | last;
            }

            _first = Mix(_first, rest);
        }

        private static ulong Mix(ulong hash, ulong word) => BitOperations.RotateLeft((hash ^ word) * Factor, 29);
    }
}
