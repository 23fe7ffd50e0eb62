using System.Text;
using DoorFace.Core.Imaging;
using SkiaSharp;

namespace DoorFace.Vision.Tests;

/// <summary>A picture that says which way is up is turned so, in whatever format and wherever it says it.</summary>
public sealed class OrientationTests
{
    private const int Width = 64;
    private const int Height = 32;

    // Which corner of the stored picture, counted clockwise from the top left, each orientation shows at the top left and at the top right.
    private static readonly (int TopLeft, int TopRight)[] Corners = [(0, 1), (1, 0), (2, 3), (3, 2), (0, 3), (3, 0), (2, 1), (1, 2)];

    private static readonly int[] Levels = [20, 90, 160, 235];

    private static byte[] Png => Encoded(SKEncodedImageFormat.Png);

    public static TheoryData<string> Places =>
    [
        "PNG eXIf before", "PNG eXIf after", "PNG eXIf big-endian", "PNG eXIf with a mark", "PNG zTXt", "PNG zTXt APP1", "PNG tEXt", "PNG iTXt raw", "PNG iTXt XMP",
        "PNG iTXt XMP compressed", "PNG iTXt XMP element", "WebP EXIF", "WebP XMP", "JPEG EXIF", "JPEG XMP",
    ];

    [Theory]
    [MemberData(nameof(Places))]
    public void A_picture_is_turned_as_it_says(string place)
    {
        for (var orientation = 1; orientation <= 8; orientation++)
        {
            using var frame = ImageDecoder.Decode(Marked(place, orientation), "picture.img");

            var sideways = orientation > 4;
            Assert.Equal(sideways ? (Height, Width) : (Width, Height), (frame.Width, frame.Height));
            var (left, right) = Corners[orientation - 1];
            Assert.Equal((orientation, Levels[left], Levels[right]), (orientation, LevelAt(frame, frame.Width / 4), LevelAt(frame, frame.Width * 3 / 4)));
        }
    }

    [Theory]
    [InlineData(1, 6)]
    [InlineData(3, 8)]
    public void A_picture_that_says_two_things_is_refused(int one, int other)
    {
        var file = EncodedPicture.WithChunk(Png, "eXIf", EncodedPicture.Exif(one), after: false);
        file = EncodedPicture.WithChunk(file, "iTXt", [.. "XML:com.adobe.xmp\0\0\0\0\0"u8, .. EncodedPicture.Xmp(other)], after: true);

        var refusal = Assert.Throws<ImageFormatException>(() => ImageDecoder.Decode(file, "picture.img"));

        Assert.StartsWith($"picture.img: the picture says two things about which way is up (orientations {one} and {other} ", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(9)]
    public void An_orientation_that_there_is_not_says_nothing(int orientation)
    {
        using var frame = ImageDecoder.Decode(Marked("PNG eXIf before", orientation), "picture.img");

        Assert.Equal(Levels[0], LevelAt(frame, Width / 4));
    }

    [Fact]
    public void A_text_that_swells_is_not_unpacked_without_end()
    {
        var swelling = EncodedPicture.Deflated(new byte[64 << 20]);
        var file = EncodedPicture.WithChunk(Png, "zTXt", [.. "Raw profile type exif\0\0"u8, .. swelling], after: false);

        var before = GC.GetAllocatedBytesForCurrentThread();
        using var frame = ImageDecoder.Decode(file, "picture.img");

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 16_000_000);
    }

    private static byte[] Marked(string place, int orientation)
    {
        var exif = EncodedPicture.Exif(orientation);
        byte[] raw = EncodedPicture.RawProfile(exif);
        return place switch
        {
            "PNG eXIf before" => EncodedPicture.WithChunk(Png, "eXIf", exif, after: false),
            "PNG eXIf after" => EncodedPicture.WithChunk(Png, "eXIf", exif, after: true),
            "PNG eXIf big-endian" => EncodedPicture.WithChunk(Png, "eXIf", EncodedPicture.Exif(orientation, bigEndian: true), after: false),
            "PNG eXIf with a mark" => EncodedPicture.WithChunk(Png, "eXIf", [.. "Exif\0\0"u8, .. exif], after: false),
            "PNG zTXt" => Text("zTXt", "Raw profile type exif\0\0", EncodedPicture.Deflated(raw)),
            "PNG zTXt APP1" => Text("zTXt", "Raw profile type APP1\0\0", EncodedPicture.Deflated(raw)),
            "PNG tEXt" => Text("tEXt", "Raw profile type exif\0", raw),
            "PNG iTXt raw" => Text("iTXt", "Raw profile type exif\0\0\0en\0\0", raw),
            "PNG iTXt XMP" => Text("iTXt", "XML:com.adobe.xmp\0\0\0\0\0", EncodedPicture.Xmp(orientation)),
            "PNG iTXt XMP compressed" => Text("iTXt", "XML:com.adobe.xmp\0\x01\0\0\0", EncodedPicture.Deflated(EncodedPicture.Xmp(orientation))),
            "PNG iTXt XMP element" => Text("iTXt", "XML:com.adobe.xmp\0\0\0\0\0", EncodedPicture.Xmp(orientation, element: true)),
            "WebP EXIF" => EncodedPicture.WithWebpChunk(Encoded(SKEncodedImageFormat.Webp), "EXIF", exif, Width, Height),
            "WebP XMP" => EncodedPicture.WithWebpChunk(Encoded(SKEncodedImageFormat.Webp), "XMP ", EncodedPicture.Xmp(orientation), Width, Height),
            "JPEG EXIF" => EncodedPicture.WithOrientation(Encoded(SKEncodedImageFormat.Jpeg), (byte)orientation),
            "JPEG XMP" => EncodedPicture.WithXmpOrientation(Encoded(SKEncodedImageFormat.Jpeg), orientation),
            _ => throw new ArgumentOutOfRangeException(nameof(place), place, "Unknown place."),
        };
    }

    private static byte[] Text(string type, string head, byte[] content) =>
        EncodedPicture.WithChunk(Png, type, [.. Encoding.Latin1.GetBytes(head), .. content], after: true);

    private static int LevelAt(Frame frame, int x)
    {
        var value = frame.Pixels[(frame.Height / 4 * frame.Stride) + (4 * x)];
        return Levels.MinBy(level => Math.Abs(level - value));
    }

    private static byte[] Encoded(SKEncodedImageFormat format)
    {
        using var frame = new Frame(FrameFormat.Rgba32, Width, Height);
        for (var i = 0; i < Width * Height; i++)
        {
            var (right, low) = (i % Width >= Width / 2, i / Width >= Height / 2);
            var corner = low ? (right ? 2 : 3) : (right ? 1 : 0);
            frame.Pixels.Slice(4 * i, 3).Fill((byte)Levels[corner]);
            frame.Pixels[(4 * i) + 3] = 255;
        }

        return EncodedPicture.Encode(frame, format);
    }
}
