using DoorFace.Core.Imaging;
using DoorFace.Vision.Imaging;
using SkiaSharp;

namespace DoorFace.Vision;

/// <summary>
/// Reads JPEG, PNG, WebP and BMP files, turned upright as their EXIF or XMP orientation says, in sRGB. Transparency becomes black. A file that says two
/// things about which way is up is refused: a face that stands on its head is nobody's.
/// </summary>
public sealed class ImageDecoder : IImageDecoder
{
    /// <summary>Pictures of more pixels are refused before any memory is taken for them.</summary>
    public const long MostPixels = 50_000_000;

    private const int LargestFile = 64 << 20;
    private const int BlockSize = 80 << 10;

    public Frame Read(string path, string name)
    {
        using var stream = File.OpenRead(path);
        using var encoded = new MemoryStream();
        var block = new byte[BlockSize];
        for (int count; (count = stream.Read(block)) > 0;)
        {
            // Counted while reading: a device says that it is empty and never ends.
            encoded.Write(block, 0, count);
            if (encoded.Length > LargestFile)
            {
                throw new ImageFormatException($"{name}: larger than {LargestFile >> 20} MiB, which no picture for this is.");
            }
        }

        return Decode(encoded.GetBuffer().AsMemory(0, (int)encoded.Length), name);
    }

    /// <summary>Decodes one picture into <see cref="FrameFormat.Rgba32"/>.</summary>
    /// <param name="encoded">The whole file.</param>
    /// <param name="name">What to call it in an error message.</param>
    /// <exception cref="ImageFormatException">Not a picture, of an unsupported kind, truncated, or too large.</exception>
    public static Frame Decode(ReadOnlyMemory<byte> encoded, string name)
    {
        using var data = SKData.CreateCopy(encoded.Span);
        using var codec = Open(data, name);
        var origin = OriginOf(codec, encoded.Span, name);
        var stored = new Frame(FrameFormat.Rgba32, codec.Info.Width, codec.Info.Height);
        try
        {
            ReadPixels(codec, stored, name);
            if (origin == SKEncodedOrigin.TopLeft)
            {
                return stored;
            }

            var upright = Orientation.Upright(stored, origin);
            stored.Dispose();
            return upright;
        }
        catch
        {
            stored.Dispose();
            throw;
        }
    }

    public (int Width, int Height) SizeOf(ReadOnlySpan<byte> encoded, string name)
    {
        using var data = SKData.CreateCopy(encoded);
        using var codec = Open(data, name);
        return (codec.Info.Width, codec.Info.Height);
    }

    public void Decode(ReadOnlySpan<byte> encoded, string name, Frame target)
    {
        ArgumentNullException.ThrowIfNull(target);
        using var data = SKData.CreateCopy(encoded);
        using var codec = Open(data, name);
        if ((codec.Info.Width, codec.Info.Height, FrameFormat.Rgba32) != (target.Width, target.Height, target.Format))
        {
            throw new ImageFormatException(
                $"{name}: the picture has {codec.Info.Width} x {codec.Info.Height} pixels, not the {target.Width} x {target.Height} of the frame.");
        }

        ReadPixels(codec, target, name);
    }

    private static SKEncodedOrigin OriginOf(SKCodec codec, ReadOnlySpan<byte> encoded, string name)
    {
        SortedSet<int> marks = [.. OrientationMarks.Read(encoded)];
        if (codec.EncodedOrigin != SKEncodedOrigin.TopLeft)
        {
            marks.Add((int)codec.EncodedOrigin);
        }

        return marks.Count switch
        {
            0 => SKEncodedOrigin.TopLeft,
            1 => (SKEncodedOrigin)marks.Min,
            _ => throw new ImageFormatException(
                $"{name}: the picture says two things about which way is up (orientations {string.Join(" and ", marks)} in its EXIF and XMP data); turn it upright and save it anew, without such data."),
        };
    }

    private static SKCodec Open(SKData data, string name)
    {
        if (data.IsEmpty)
        {
            throw new ImageFormatException($"{name}: the file is empty.");
        }

        var codec = SKCodec.Create(data);
        if (codec?.EncodedFormat is not (SKEncodedImageFormat.Jpeg or SKEncodedImageFormat.Png or SKEncodedImageFormat.Webp or SKEncodedImageFormat.Bmp))
        {
            codec?.Dispose();
            throw new ImageFormatException($"{name}: not a picture that can be read; use JPEG, PNG, WebP or BMP.");
        }

        var (width, height) = (codec.Info.Width, codec.Info.Height);
        if (width >= 1 && height >= 1 && (long)width * height <= MostPixels)
        {
            return codec;
        }

        codec.Dispose();
        throw new ImageFormatException(
            $"{name}: the picture has {width} x {height} pixels, at most {MostPixels / 1_000_000} million can be read; make it smaller.");
    }

    private static unsafe void ReadPixels(SKCodec codec, Frame frame, string name)
    {
        using var colours = SKColorSpace.CreateSrgb();
        var info = new SKImageInfo(frame.Width, frame.Height, SKColorType.Rgba8888, SKAlphaType.Premul, colours);
        SKCodecResult result;
        fixed (byte* pixels = frame.Pixels)
        {
            result = codec.GetPixels(info, (nint)pixels, frame.Stride, SKCodecOptions.Default);
        }

        switch (result)
        {
            case SKCodecResult.Success:
                return;
            case SKCodecResult.IncompleteInput:
                throw new ImageFormatException($"{name}: the picture is cut off; copy the file again.");
            default:
                throw new ImageFormatException($"{name}: the picture is damaged ({result}); copy the file again.");
        }
    }
}
