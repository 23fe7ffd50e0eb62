using DoorFace.Core.Imaging;
using DoorFace.Device.Camera;
using DoorFace.Device.Camera.V4l2;

namespace DoorFace.Device.Tests.Camera.V4l2;

public sealed class V4l2FrameReaderTests
{
    private const string Name = "/dev/video7";
    private const uint Srgb = 8;

    [Theory]
    [InlineData(V4l2Format.Yu12, FrameFormat.Yuv420, 6, 6 * 4 * 3 / 2)]
    [InlineData(V4l2Format.Nv12, FrameFormat.Nv12, 6, 6 * 4 * 3 / 2)]
    [InlineData(V4l2Format.Yuyv, FrameFormat.Yuyv, 10, 10 * 4)]
    public void A_frame_has_the_drivers_bytes_stride_and_colours(V4l2Format format, FrameFormat frameFormat, int stride, int size)
    {
        var content = Enumerable.Range(1, size + 7).Select(value => (byte)value).ToArray();
        var reader = Reader(format, stride);

        using var frame = reader.Read(content, damaged: false);

        Assert.NotNull(frame);
        Assert.Equal((frameFormat, 4, 4, stride), (frame.Format, frame.Width, frame.Height, frame.Stride));
        Assert.Equal(content[..size], frame.Pixels.ToArray());
        Assert.Equal(YuvCoding.Video, frame.Coding);
        Assert.Equal(0, reader.Unusable);
    }

    [Fact]
    public void A_JPEG_is_decoded()
    {
        using var frame = Reader(V4l2Format.Mjpg, stride: 0).Read([77], damaged: false);

        Assert.Equal(FrameFormat.Rgba32, frame!.Format);
        Assert.Equal(Enumerable.Repeat((byte)77, 4 * 4 * 4), frame.Pixels.ToArray());
    }

    [Fact]
    public void A_damaged_or_short_frame_and_one_that_is_no_JPEG_are_left_out_and_counted()
    {
        var planes = Reader(V4l2Format.Yu12, stride: 4);
        Assert.Null(planes.Read(new byte[24], damaged: true));
        Assert.Null(planes.Read(new byte[23], damaged: false));
        Assert.Equal(2, planes.Unusable);

        var encoded = Reader(V4l2Format.Mjpg, stride: 0);
        Assert.Null(encoded.Read([], damaged: false));
        Assert.Null(encoded.Read([1, 2], damaged: false));
        Assert.Equal(2, encoded.Unusable);
    }

    [Fact]
    public void Too_many_in_a_row_are_a_broken_camera()
    {
        var reader = Reader(V4l2Format.Mjpg, stride: 0);
        Damage(reader, V4l2FrameReader.MostUnusable - 1);
        reader.Read([1], damaged: false)!.Dispose();
        Damage(reader, V4l2FrameReader.MostUnusable - 1);

        var fault = Assert.Throws<CameraException>(() => reader.Read([], damaged: false));

        Assert.Contains($"The camera {Name} gave 30 frames in a row that are damaged", fault.Message, StringComparison.Ordinal);
        Assert.Contains("cable", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_format_that_makes_no_picture_is_refused()
    {
        var fault = Assert.Throws<CameraException>(() => Reader(V4l2Format.Yuyv, stride: 4));

        Assert.Contains("4x4 pixels in rows of 4 bytes, which is no picture in YUYV", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(7)]
    public void Interlaced_pictures_are_refused(uint field)
    {
        var format = new V4l2PixelFormat { Width = 4, Height = 4, PixelFormat = (uint)V4l2Format.Yu12, BytesPerLine = 4, Field = field };

        var fault = Assert.Throws<CameraException>(() => new V4l2FrameReader(Name, format, new OneByteDecoder()));

        Assert.Contains($"The camera {Name} gives interlaced pictures", fault.Message, StringComparison.Ordinal);
        Assert.Contains("use another camera", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void In_steady_state_nothing_is_allocated()
    {
        var reader = Reader(V4l2Format.Yuyv, stride: 8);
        var content = new byte[32];
        reader.Read(content, damaged: false)!.Dispose();
        reader.Read(content, damaged: true)?.Dispose();

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            reader.Read(content, damaged: i % 10 == 0)?.Dispose();
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static void Damage(V4l2FrameReader reader, int count)
    {
        for (var i = 0; i < count; i++)
        {
            Assert.Null(reader.Read([], damaged: i % 2 == 0));
        }
    }

    private static V4l2FrameReader Reader(V4l2Format format, int stride) => new(
        Name,
        new V4l2PixelFormat { Width = 4, Height = 4, PixelFormat = (uint)format, BytesPerLine = stride, ColorSpace = Srgb },
        new OneByteDecoder());
}
