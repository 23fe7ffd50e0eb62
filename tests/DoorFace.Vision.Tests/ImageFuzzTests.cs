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
        var files = format == SKEncodedImageFormat.Jpeg ? [file, EncodedPicture.WithOrientation(file, 6)] : (byte[][])[file];

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
