using DoorFace.Core.Imaging;
using DoorFace.Core.Time;

namespace DoorFace.Core.Tests.Imaging;

/// <summary>A turned picture, sample by sample, as the definition says it: where a point of what comes out lies in what went in.</summary>
public sealed class FrameTurnTests
{
    // Odd sides, halves that are odd, sides beyond one tile, rows with a gap.
    private static readonly (int Width, int Height, int Gap)[] Sizes = [(2, 2, 0), (6, 10, 0), (10, 6, 6), (130, 66, 0), (64, 200, 64), (640, 480, 0)];

    public static TheoryData<FrameFormat, int> All =>
        [.. Enum.GetValues<FrameFormat>().SelectMany(format => new[] { 0, 90, 180, 270 }.Select(degrees => new TheoryDataRow<FrameFormat, int>(format, degrees)))];

    [Theory]
    [MemberData(nameof(All))]
    public void Every_sample_lies_where_the_turn_takes_it(FrameFormat format, int degrees)
    {
        foreach (var (width, height, gap) in Sizes)
        {
            AssertTurned(Noise(format, width, height, gap), degrees);
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 7)]
    [InlineData(7, 5)]
    [InlineData(129, 67)]
    public void Odd_sides_are_turned(int width, int height)
    {
        foreach (var degrees in new[] { 0, 90, 180, 270 })
        {
            // A gap that is no multiple of a pixel.
            AssertTurned(Noise(FrameFormat.Rgba32, width, height, 3), degrees);
        }
    }

    [Fact]
    public void Clockwise_is_as_a_clock_goes()
    {
        using var source = new Frame(FrameFormat.Rgba32, 3, 2);
        // Numbered in the order of reading.
        for (var i = 0; i < 6; i++)
        {
            source.Pixels[4 * i] = (byte)i;
        }

        Assert.Equal([3, 0, 4, 1, 5, 2], Reds(Turned(source, 90)));
        Assert.Equal([5, 4, 3, 2, 1, 0], Reds(Turned(source, 180)));
        Assert.Equal([2, 5, 1, 4, 0, 3], Reds(Turned(source, 270)));
    }

    [Fact]
    public void What_is_said_of_a_picture_stays_so()
    {
        using var source = new Frame(FrameFormat.Nv12, 4, 2) { Coding = YuvCoding.Video, CapturedAt = MonotonicInstant.Origin + TimeSpan.FromSeconds(3), Sequence = 7 };

        using var turned = Turned(source, 90);

        Assert.Equal((YuvCoding.Video, source.CapturedAt, 7), (turned.Coding, turned.CapturedAt, turned.Sequence));
    }

    [Fact]
    public void A_frame_that_does_not_fit_is_refused()
    {
        using var source = new Frame(FrameFormat.Nv12, 4, 2);
        using var target = new Frame(FrameFormat.Nv12, 4, 2);

        Assert.Throws<ArgumentException>(() => FrameTurn.Turn(source, 90, target));
        Assert.Throws<ArgumentException>(() => FrameTurn.Turn(source, 45, target));
    }

    [Fact]
    public void Turning_allocates_nothing()
    {
        using var source = Noise(FrameFormat.Yuv420, 64, 48, 0);
        using var target = new Frame(FrameFormat.Yuv420, 48, 64);
        FrameTurn.Turn(source, 90, target);

        var before = GC.GetAllocatedBytesForCurrentThread();
        FrameTurn.Turn(source, 90, target);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void AssertTurned(Frame source, int degrees)
    {
        using (source)
        using (var turned = Turned(source, degrees))
        {
            var sideways = degrees is 90 or 270;
            Assert.Equal(sideways ? (source.Height, source.Width) : (source.Width, source.Height), (turned.Width, turned.Height));
            if (source.Format == FrameFormat.Rgba32)
            {
                for (var channel = 0; channel < 4; channel++)
                {
                    var (from, to) = (Channel(source, channel), Channel(turned, channel));
                    AssertPlane(from, to, source.Width, source.Height, degrees);
                }

                return;
            }

            AssertPlane(Plane(source.Luma), Plane(turned.Luma), source.Width, source.Height, degrees);
            var isMixed = sideways && source.Format == FrameFormat.Yuyv;
            var rows = source.Format == FrameFormat.Yuyv && !isMixed ? source.Height : source.Height / 2;
            AssertPlane(isMixed ? RowPairs(source.ChromaU) : Plane(source.ChromaU), Plane(turned.ChromaU), source.Width / 2, rows, degrees);
            AssertPlane(isMixed ? RowPairs(source.ChromaV) : Plane(source.ChromaV), Plane(turned.ChromaV), source.Width / 2, rows, degrees);
        }
    }

    private static void AssertPlane(byte[,] source, byte[,] turned, int width, int height, int degrees)
    {
        var (columns, rows) = degrees is 90 or 270 ? (height, width) : (width, height);
        for (var y = 0; y < rows; y++)
        {
            for (var x = 0; x < columns; x++)
            {
                var (fromX, fromY) = degrees switch
                {
                    90 => (y, height - 1 - x),
                    180 => (width - 1 - x, height - 1 - y),
                    270 => (width - 1 - y, x),
                    _ => (x, y),
                };
                Assert.True(source[fromX, fromY] == turned[x, y], $"{width}x{height} by {degrees}: {x},{y} is {turned[x, y]}, not {source[fromX, fromY]} of {fromX},{fromY}");
            }
        }
    }

    private static byte[,] Plane(FramePlane plane)
    {
        var samples = new byte[plane.Width, plane.Height];
        for (var y = 0; y < plane.Height; y++)
        {
            for (var x = 0; x < plane.Width; x++)
            {
                samples[x, y] = plane.Bytes[(y * plane.Stride) + (x * plane.Step)];
            }
        }

        return samples;
    }

    private static byte[,] RowPairs(FramePlane plane)
    {
        var all = Plane(plane);
        var pairs = new byte[plane.Width, plane.Height / 2];
        for (var y = 0; y < plane.Height / 2; y++)
        {
            for (var x = 0; x < plane.Width; x++)
            {
                pairs[x, y] = (byte)Math.Round((all[x, 2 * y] + all[x, (2 * y) + 1]) / 2.0, MidpointRounding.AwayFromZero);
            }
        }

        return pairs;
    }

    private static byte[,] Channel(Frame frame, int channel)
    {
        var samples = new byte[frame.Width, frame.Height];
        for (var y = 0; y < frame.Height; y++)
        {
            for (var x = 0; x < frame.Width; x++)
            {
                samples[x, y] = frame.Pixels[(y * frame.Stride) + (4 * x) + channel];
            }
        }

        return samples;
    }

    private static Frame Turned(Frame source, int degrees)
    {
        var (format, width, height) = FrameTurn.Outcome(source, degrees);
        var turned = new Frame(format, width, height);
        FrameTurn.Turn(source, degrees, turned);
        return turned;
    }

    private static Frame Noise(FrameFormat format, int width, int height, int gap)
    {
        var row = format switch
        {
            FrameFormat.Rgba32 => 4 * width,
            FrameFormat.Yuyv => 2 * width,
            _ => width,
        };
        var frame = new Frame(format, width, height, gap == 0 ? 0 : row + gap);
        new Random(1).NextBytes(frame.Pixels);
        return frame;
    }

    private static int[] Reds(Frame frame)
    {
        using (frame)
        {
            return [.. Enumerable.Range(0, frame.Width * frame.Height).Select(i => (int)frame.Pixels[4 * i])];
        }
    }
}
