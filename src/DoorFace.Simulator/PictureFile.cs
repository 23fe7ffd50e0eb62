using DoorFace.Core.Imaging;
using SkiaSharp;

namespace DoorFace.Simulator;

/// <summary>Writes a frame as a PNG file, for whoever sets a camera up on a PC.</summary>
internal static class PictureFile
{
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The same, for want of a permission.</exception>
    public static void Write(Frame frame, FileInfo file)
    {
        using var picture = new SKBitmap(new SKImageInfo(frame.Width, frame.Height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        ColourConversion.ToRgba(frame, picture.GetPixelSpan());
        using var encoded = picture.Encode(SKEncodedImageFormat.Png, quality: 100);
        using var stream = file.Create();
        encoded.SaveTo(stream);
    }
}
