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
}
