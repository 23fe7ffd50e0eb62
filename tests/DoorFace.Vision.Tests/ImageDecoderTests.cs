using System.Runtime.InteropServices;
using DoorFace.Core.Imaging;
using DoorFace.Vision.Tests.Imaging;
using SkiaSharp;

namespace DoorFace.Vision.Tests;

public sealed class ImageDecoderTests
{
    private const uint Red = 0xFF0000FF;
    private const uint Green = 0xFF00FF00;
    private const uint Blue = 0xFFFF0000;
    private const uint White = 0xFFFFFFFF;

    [Theory]
    [InlineData(SKEncodedImageFormat.Png, 0)]
    [InlineData(SKEncodedImageFormat.Jpeg, 8)]
    [InlineData(SKEncodedImageFormat.Webp, 8)]
    public void A_picture_comes_out_as_it_went_in(SKEncodedImageFormat format, int tolerance)
    {
        using var picture = Corners(64, 32);

        using var decoded = ImageDecoder.Decode(EncodedPicture.Encode(picture, format), "picture");

        Assert.Equal((64, 32), (decoded.Width, decoded.Height));
        for (var i = 0; i < picture.Pixels.Length; i++)
        {
            // Blocks of a compressed picture bleed at the edges between the colours.
            if ((i / 4 % 64 % 32) is > 4 and < 28 && (i / 256 % 16) is > 4 and < 12)
            {
                Assert.InRange(decoded.Pixels[i], picture.Pixels[i] - tolerance, picture.Pixels[i] + tolerance);
            }
        }
    }

    // EXIF 2.3, tag 274: what the first row and the first column of the file show.
    [Theory]
    [InlineData(1, 64, 32, Red, Green, Blue, White)] // top, left
    [InlineData(2, 64, 32, Green, Red, White, Blue)] // top, right
    [InlineData(3, 64, 32, White, Blue, Green, Red)] // bottom, right
    [InlineData(4, 64, 32, Blue, White, Red, Green)] // bottom, left
    [InlineData(5, 32, 64, Red, Blue, Green, White)] // left, top
    [InlineData(6, 32, 64, Blue, Red, White, Green)] // right, top
    [InlineData(7, 32, 64, White, Green, Blue, Red)] // right, bottom
    [InlineData(8, 32, 64, Green, White, Red, Blue)] // left, bottom
    public void A_picture_is_turned_upright(
        byte orientation, int width, int height, uint topLeft, uint topRight, uint bottomLeft, uint bottomRight)
    {
        // The file always shows red and green above blue and white.
        using var stored = Corners(64, 32);
        var file = EncodedPicture.WithOrientation(EncodedPicture.Encode(stored, SKEncodedImageFormat.Jpeg), orientation);

        using var upright = ImageDecoder.Decode(file, "picture");

        Assert.Equal((width, height), (upright.Width, upright.Height));
        AssertColour(topLeft, upright, width / 4, height / 4);
        AssertColour(topRight, upright, width * 3 / 4, height / 4);
        AssertColour(bottomLeft, upright, width / 4, height * 3 / 4);
        AssertColour(bottomRight, upright, width * 3 / 4, height * 3 / 4);
    }

    [Fact]
    public void Odd_sides_are_turned_without_loss()
    {
        using var stored = Pictures.Noise(7, 5, 1);

        using var upright = Vision.Imaging.Orientation.Upright(stored, SKEncodedOrigin.RightTop);

        // The file's columns, from its last row up, are the upright picture's rows.
        for (var y = 0; y < 7; y++)
        {
            for (var x = 0; x < 5; x++)
            {
                Assert.Equal(PixelAt(stored, y, 4 - x), PixelAt(upright, x, y));
            }
        }
    }

    [Fact]
    public void A_grey_picture_has_three_equal_colours()
    {
        using var bitmap = new SKBitmap(new SKImageInfo(16, 16, SKColorType.Gray8));
        bitmap.GetPixelSpan().Fill(100);
        using var data = bitmap.Encode(SKEncodedImageFormat.Jpeg, 100);

        using var decoded = ImageDecoder.Decode(data.ToArray(), "grey");

        AssertColour(0xFF646464, decoded, 8, 8);
    }

    [Fact]
    public void An_empty_file_is_refused() => AssertRefused([], "the file is empty");

    [Fact]
    public void A_text_file_is_refused() => AssertRefused("This is not a picture."u8.ToArray(), "not a picture that can be read");

    [Fact]
    public void A_kind_of_picture_that_is_not_supported_is_refused() => AssertRefused(
        Convert.FromBase64String("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"), "not a picture that can be read");

    [Theory]
    [InlineData(SKEncodedImageFormat.Jpeg)]
    [InlineData(SKEncodedImageFormat.Png)]
    [InlineData(SKEncodedImageFormat.Webp)]
    public void A_truncated_picture_is_refused(SKEncodedImageFormat format)
    {
        using var picture = Pictures.Noise(200, 200, 1);
        var file = EncodedPicture.Encode(picture, format);
        AssertRefused(file[..(file.Length / 2)], "picture.img: ");
    }

    [Fact]
    public void A_jpeg_that_lacks_only_its_end_marker_is_refused_or_whole()
    {
        using var picture = Pictures.Noise(64, 64, 1);
        var file = EncodedPicture.Encode(picture, SKEncodedImageFormat.Jpeg);
        using var whole = ImageDecoder.Decode(file, "whole");
        try
        {
            using var frame = ImageDecoder.Decode(file.AsMemory(..^2), "picture.img");
            Assert.True(whole.Pixels.SequenceEqual(frame.Pixels));
        }
        catch (ImageFormatException e)
        {
            Assert.Contains("cut off", e.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_picture_that_claims_to_be_huge_is_refused_before_memory_is_taken()
    {
        using var picture = Corners(64, 32);
        var file = EncodedPicture.Claiming(EncodedPicture.Encode(picture, SKEncodedImageFormat.Jpeg), 60_000, 60_000);

        var before = GC.GetAllocatedBytesForCurrentThread();
        AssertRefused(file, "60000 x 60000 pixels, at most 50 million");

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    [Fact]
    public void A_file_of_a_size_that_no_picture_has_is_refused()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("picture.img", []);
        using (var file = File.OpenWrite(path))
        {
            file.SetLength((64 << 20) + 1);
        }

        AssertTooLarge(path);
    }

    [Fact]
    public void A_device_that_never_ends_is_refused()
    {
        Assert.SkipUnless(File.Exists("/dev/zero"), "This system has no /dev/zero.");

        AssertTooLarge("/dev/zero");
    }

    private void AssertTooLarge(string path)
    {
        var exception = Assert.Throws<ImageFormatException>(() => new ImageDecoder().Read(path, "picture.img"));
        Assert.StartsWith("picture.img: larger than 64 MiB", exception.Message, StringComparison.Ordinal);
    }

    private void AssertRefused(byte[] file, string expected)
    {
        var exception = Assert.Throws<ImageFormatException>(() => ImageDecoder.Decode(file, "picture.img"));
        Assert.StartsWith("picture.img: ", exception.Message, StringComparison.Ordinal);
        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
    }

    private static Frame Corners(int width, int height)
    {
        var frame = new Frame(FrameFormat.Rgba32, width, height);
        var pixels = MemoryMarshal.Cast<byte, uint>(frame.Pixels);
        for (var i = 0; i < pixels.Length; i++)
        {
            var (right, low) = (i % width >= width / 2, i / width >= height / 2);
            pixels[i] = low ? (right ? White : Blue) : (right ? Green : Red);
        }

        return frame;
    }

    private static uint PixelAt(Frame frame, int x, int y) => MemoryMarshal.Cast<byte, uint>(frame.Pixels)[(y * frame.Width) + x];

    private static void AssertColour(uint expected, Frame frame, int x, int y)
    {
        var actual = PixelAt(frame, x, y);
        for (var shift = 0; shift < 32; shift += 8)
        {
            var (want, got) = ((int)(expected >> shift) & 255, (int)(actual >> shift) & 255);
            Assert.True(Math.Abs(want - got) <= 8, $"At {x}, {y}: expected {expected:x8}, got {actual:x8}.");
        }
    }
}
