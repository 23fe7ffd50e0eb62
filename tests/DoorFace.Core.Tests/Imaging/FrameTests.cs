using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using DoorFace.Core.Imaging;

namespace DoorFace.Core.Tests.Imaging;

public class FrameTests
{
    [Fact]
    public void A_new_frame_is_black_and_tightly_packed()
    {
        using var frame = new Frame(FrameFormat.Rgba32, 3, 2);

        Assert.Equal((3, 2, 12), (frame.Width, frame.Height, frame.Stride));
        Assert.Equal(new byte[24], frame.Pixels.ToArray());
    }

    [Fact]
    public void Disposing_zeroes_the_pixels()
    {
        var frame = new Frame(FrameFormat.Rgba32, 3, 2);
        var pixels = frame.Pixels;
        pixels.Fill(7);

        frame.Dispose();

        Assert.Equal(new byte[24], pixels.ToArray());
    }

    [Fact]
    public void A_disposed_frame_has_no_pixels_any_more()
    {
        var frame = new Frame(FrameFormat.Rgba32, 3, 2);
        frame.Dispose();

        Assert.Throws<ObjectDisposedException>(() => frame.Pixels.Length);
    }

    [Theory]
    [InlineData(1, 1, 4)]
    [InlineData(640, 480, 1_228_800)]
    [InlineData(23_170, 23_170, 2_147_395_600)]
    public void A_picture_takes_four_bytes_a_pixel(int width, int height, int bytes) =>
        Assert.Equal(bytes, Frame.SizeInBytes(FrameFormat.Rgba32, width, height));

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    [InlineData(-4, 4)]
    [InlineData(23_171, 23_171)]
    [InlineData(int.MaxValue, 1)]
    [InlineData(1, int.MaxValue)]
    [InlineData(int.MaxValue, int.MaxValue)]
    public void A_picture_without_pixels_or_too_large_for_memory_is_refused(int width, int height)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Frame.SizeInBytes(FrameFormat.Rgba32, width, height));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Frame(FrameFormat.Rgba32, width, height));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FramePool(FrameFormat.Rgba32, width, height));
    }

    [Fact]
    public void An_unknown_format_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Frame((FrameFormat)99, 1, 1));

    [Theory]
    [InlineData(FrameFormat.Yuv420, 0, 24)]
    [InlineData(FrameFormat.Yuv420, 8, 48)]
    [InlineData(FrameFormat.Nv12, 0, 24)]
    [InlineData(FrameFormat.Nv12, 6, 36)]
    [InlineData(FrameFormat.Yuyv, 0, 32)]
    [InlineData(FrameFormat.Yuyv, 10, 40)]
    [InlineData(FrameFormat.Rgba32, 20, 80)]
    public void Every_format_takes_its_bytes_with_its_stride(FrameFormat format, int stride, int bytes) =>
        Assert.Equal(bytes, Frame.SizeInBytes(format, 4, 4, stride));

    [Theory]
    [InlineData(FrameFormat.Yuv420, 5, 4, 0)]
    [InlineData(FrameFormat.Nv12, 4, 5, 0)]
    [InlineData(FrameFormat.Yuyv, 4, 4, 9)]
    [InlineData(FrameFormat.Yuv420, 4, 4, 2)]
    [InlineData(FrameFormat.Rgba32, 4, 4, 15)]
    public void Odd_sides_of_subsampled_formats_and_strides_that_cut_rows_are_refused(FrameFormat format, int width, int height, int stride) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new FramePool(format, width, height, stride));

    [Theory]
    [InlineData(FrameFormat.Yuv420, 0)]
    [InlineData(FrameFormat.Yuv420, 12)]
    [InlineData(FrameFormat.Nv12, 0)]
    [InlineData(FrameFormat.Nv12, 10)]
    [InlineData(FrameFormat.Yuyv, 0)]
    [InlineData(FrameFormat.Yuyv, 20)]
    public void The_channels_are_apart_and_hold_every_byte_of_a_picture_once(FrameFormat format, int stride)
    {
        const int width = 8, height = 4;
        using var frame = new Frame(format, width, height, stride);

        Mark(frame.Luma, frame, 1);
        Mark(frame.ChromaU, frame, 2);
        Mark(frame.ChromaV, frame, 3);

        var chroma = format == FrameFormat.Yuyv ? width * height / 2 : width * height / 4;
        Assert.Equal([width * height, chroma, chroma], ((byte[])[1, 2, 3]).Select(mark => frame.Pixels.ToArray().Count(value => value == mark)));
    }

    [Fact]
    public void A_picture_of_colours_has_no_luma()
    {
        using var frame = new Frame(FrameFormat.Rgba32, 2, 2);

        Assert.Throws<InvalidOperationException>(() => frame.Luma.Width);
        Assert.Throws<InvalidOperationException>(() => frame.ChromaV.Width);
    }

    private static void Mark(FramePlane plane, Frame frame, byte mark)
    {
        var start = Unsafe.ByteOffset(ref frame.Pixels[0], ref MemoryMarshal.GetReference(plane.Bytes));
        for (var y = 0; y < plane.Height; y++)
        {
            for (var x = 0; x < plane.Width; x++)
            {
                ref var value = ref frame.Pixels[(int)start + (y * plane.Stride) + (x * plane.Step)];
                Assert.Equal(0, value);
                value = mark;
            }
        }
    }
}
