using DoorFace.Core.Imaging;
using DoorFace.Tests.Support;
using DoorFace.Vision.Tests.Imaging;
using SkiaSharp;

namespace DoorFace.Vision.Tests;

/// <summary>Damaged picture files.</summary>
public sealed class ImageFuzzTests
{
    [Theory]
    [InlineData(SKEncodedImageFormat.Jpeg)]
    [InlineData(SKEncodedImageFormat.Png)]
    [InlineData(SKEncodedImageFormat.Webp)]
    public void A_damaged_picture_is_refused_or_read(SKEncodedImageFormat format)
    {
        using var picture = Pictures.Noise(48, 32, 1);
        var file = EncodedPicture.Encode(picture, format);
        var exif = EncodedPicture.Exif(6);
        byte[][] files = format switch
        {
            SKEncodedImageFormat.Jpeg => [file, EncodedPicture.WithOrientation(file, 6), EncodedPicture.WithXmpOrientation(file, 6)],
            SKEncodedImageFormat.Png =>
            [
                file,
                EncodedPicture.WithChunk(file, "eXIf", exif, after: true),
                EncodedPicture.WithChunk(file, "zTXt", [.. "Raw profile type exif\0\0"u8, .. EncodedPicture.Deflated(EncodedPicture.RawProfile(exif))], after: false),
                EncodedPicture.WithChunk(file, "iTXt", [.. "XML:com.adobe.xmp\0\0\0\0\0"u8, .. EncodedPicture.Xmp(6)], after: false),
            ],
            _ => [file, EncodedPicture.WithWebpChunk(file, "EXIF", exif, 48, 32)],
        };

        Fuzz.Try(
            Fuzz.Mutated(files),
            damaged =>
            {
                try
                {
                    using var frame = ImageDecoder.Decode(damaged, "picture.img");
                    Assert.Equal(4L * frame.Width * frame.Height, frame.Pixels.Length);
                }
                catch (ImageFormatException refusal)
                {
                    Assert.StartsWith("picture.img: ", refusal.Message, StringComparison.Ordinal);
                }
            },
            times: 300);
    }
}
