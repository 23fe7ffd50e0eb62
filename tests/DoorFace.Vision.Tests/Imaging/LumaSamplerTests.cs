using CsCheck;
using DoorFace.Core.Imaging;
using DoorFace.Vision.Imaging;

namespace DoorFace.Vision.Tests.Imaging;

public sealed class LumaSamplerTests
{
    // A cell is rounded to whole steps.
    private const double Tolerance = 0.501;

    // Each pixel's luma too, and the weights of red, green and blue are in 256 steps.
    private const double ToleranceOfPixels = 1.5;

    private readonly LumaGrid _grid = new();

    [Fact]
    public void Cells_mean_and_shares_are_what_their_naive_twin_gives() =>
        Gen.Select(Frames(1, 200), Gen.Byte, Gen.Byte).Sample((frame, black, white) =>
        {
            // Some pictures in which whole cells are dark or bright.
            foreach (ref var value in frame.Pixels)
            {
                value = value < black ? byte.MinValue : value > white ? byte.MaxValue : value;
            }

            var grid = new LumaGrid();
            LumaSampler.Measure(frame, grid);

            var expected = Cells(frame);
            for (var i = 0; i < expected.Length; i++)
            {
                Assert.Equal(expected[i], grid.Cells[i], frame.Format == FrameFormat.Rgba32 ? ToleranceOfPixels : Tolerance);
            }

            var cells = grid.Cells.ToArray();
            Assert.Equal(cells.Average(cell => (double)cell), grid.Mean, 1e-3);
            Assert.Equal(cells.Count(cell => cell < LumaGrid.Dark) / 768.0, grid.DarkShare, 1e-6);
            Assert.Equal(cells.Count(cell => cell >= LumaGrid.Bright) / 768.0, grid.BrightShare, 1e-6);
        });

    [Fact]
    public void A_fingerprint_tells_a_single_step_in_a_single_sample_and_nothing_else() =>
        Gen.Select(Frames(1, 200), Gen.Double[0, 1], Gen.Int[0, 7]).Sample((frame, place, bit) =>
        {
            var (before, after, back) = (new LumaGrid(), new LumaGrid(), new LumaGrid());
            var rows = SampledRows(frame).ToList();
            var rowBytes = frame.Width * frame.Format switch { FrameFormat.Rgba32 => 4, FrameFormat.Yuyv => 2, _ => 1 };
            var index = (rows[(int)(place * (rows.Count - 1))] * frame.Stride) + (int)(place * 7919 % rowBytes);
            LumaSampler.Measure(frame, before);

            frame.Pixels[index] ^= (byte)(1 << bit);
            LumaSampler.Measure(frame, after);
            frame.Pixels[index] ^= (byte)(1 << bit);
            LumaSampler.Measure(frame, back);

            Assert.NotEqual(before.Fingerprint, after.Fingerprint);
            Assert.Equal(before.Fingerprint, back.Fingerprint);
            Assert.Equal(before.Cells, back.Cells);
        });

    [Theory]
    [InlineData(FrameFormat.Rgba32, false, 0, 0)]
    [InlineData(FrameFormat.Rgba32, false, 255, 255)]
    [InlineData(FrameFormat.Yuv420, true, 255, 255)]
    [InlineData(FrameFormat.Yuv420, true, 16, 16)]
    [InlineData(FrameFormat.Yuv420, false, 16, 0)]
    [InlineData(FrameFormat.Nv12, false, 235, 255)]
    [InlineData(FrameFormat.Yuyv, false, 0, 0)]
    [InlineData(FrameFormat.Yuyv, false, 255, 255)]
    public void Black_is_0_and_white_is_255_in_every_coding(FrameFormat format, bool fullRange, byte value, byte luma)
    {
        using var frame = new Frame(format, 640, 480) { Coding = new YuvCoding(YuvMatrix.Bt601, fullRange) };
        frame.Pixels.Fill(value);

        LumaSampler.Measure(frame, _grid);

        Assert.All(_grid.Cells.ToArray(), cell => Assert.Equal(luma, cell));
        Assert.Equal(luma, _grid.Mean);
        Assert.Equal(luma < LumaGrid.Dark ? 1 : 0, _grid.DarkShare);
        Assert.Equal(luma >= LumaGrid.Bright ? 1 : 0, _grid.BrightShare);
    }

    [Fact]
    public void A_cleared_grid_is_empty()
    {
        using var frame = Pictures.Noise(640, 480, 1);
        LumaSampler.Measure(frame, _grid);

        _grid.Clear();

        Assert.All(_grid.Cells.ToArray(), cell => Assert.Equal(0, cell));
        Assert.Equal((0f, 0f, 0f, 0ul), (_grid.Mean, _grid.DarkShare, _grid.BrightShare, _grid.Fingerprint));
    }

    [Fact]
    public void Measuring_allocates_no_managed_memory()
    {
        foreach (var format in Enum.GetValues<FrameFormat>())
        {
            using var frame = Pictures.Noise(640, 480, 1, format);
            LumaSampler.Measure(frame, _grid);
            var before = GC.GetAllocatedBytesForCurrentThread();

            LumaSampler.Measure(frame, _grid);

            Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        }
    }

    private static Gen<Frame> Frames(int smallest, int largest) => Gen.Select(
        Gen.Int[smallest, largest], Gen.Int[smallest, largest], Gen.Int[0, 1000], Gen.Enum<FrameFormat>(), Gen.Int[0, Pictures.Codings.Length - 1].Select(i => Pictures.Codings[i]),
        (width, height, seed, format, coding) =>
        {
            // The formats with chroma need even sides.
            var even = format == FrameFormat.Rgba32 ? 1 : 2;
            var frame = Pictures.Noise(width * even, height * even, seed, format, gap: seed % 4 * 6);
            frame.Coding = coding;
            return frame;
        });

    private static double[] Cells(Frame frame)
    {
        var cells = new double[LumaGrid.Columns * LumaGrid.Rows];
        for (var i = 0; i < cells.Length; i++)
        {
            var columns = Line(i % LumaGrid.Columns, LumaGrid.Columns, frame.Width);
            cells[i] = RowsOf(i / LumaGrid.Columns, frame).Average(y => columns.Average(x => Luma(frame, x, y)));
            cells[i] = frame.Format == FrameFormat.Rgba32 || frame.Coding.FullRange ? cells[i] : Math.Clamp((cells[i] - 16) * 255 / 219, 0, 255);
        }

        return cells;
    }

    private static double Luma(Frame frame, int x, int y)
    {
        var channels = NaiveChannel.Of(frame);
        return frame.Format == FrameFormat.Rgba32
            ? NaiveColour.ToYuv(YuvCoding.Jpeg, channels[0].At(x, y), channels[1].At(x, y), channels[2].At(x, y)).Luma
            : channels[0].At(x, y);
    }

    private static IEnumerable<int> SampledRows(Frame frame) => Enumerable.Range(0, LumaGrid.Rows).SelectMany(cell => RowsOf(cell, frame)).Distinct();

    // As many as are looked at, each in the middle of its share of the cell.
    private static List<int> RowsOf(int cell, Frame frame)
    {
        var line = Line(cell, LumaGrid.Rows, frame.Height);
        var count = Math.Min(line.Count, LumaSampler.RowsOfCell);
        return [.. Enumerable.Range(0, count).Select(i => line[(int)((i + 0.5) * line.Count / count)])];
    }

    private static List<int> Line(int cell, int cells, int size)
    {
        var start = cell * size / cells;
        return [.. Enumerable.Range(start, Math.Max(1, ((cell + 1) * size / cells) - start))];
    }
}
