using DoorFace.Core.Imaging;
using SkiaSharp;

namespace DoorFace.Vision.Tests;

/// <summary>Image files made on the spot.</summary>
internal static class EncodedPicture
{
    public static byte[] Encode(Frame frame, SKEncodedImageFormat format)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(frame.Width, frame.Height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        frame.Pixels.CopyTo(bitmap.GetPixelSpan());
        using var data = bitmap.Encode(format, 100);
        return data.ToArray();
    }

    /// <summary>Puts an EXIF segment with an orientation right after a JPEG's start marker.</summary>
    public static byte[] WithOrientation(byte[] jpeg, byte orientation)
    {
        byte[] tiff =
        [
            (byte)'I', (byte)'I', 42, 0, 8, 0, 0, 0, // little-endian, first directory at 8
            1, 0, // one entry
            0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0, // orientation, one short
            0, 0, 0, 0, // no further directory
        ];
        byte[] content = [.. "Exif\0\0"u8, .. tiff];
        return [.. jpeg[..2], 0xFF, 0xE1, 0, (byte)(content.Length + 2), .. content, .. jpeg[2..]];
    }

    /// <summary>Makes a JPEG's header claim another size.</summary>
    public static byte[] Claiming(byte[] jpeg, ushort width, ushort height)
    {
        var copy = jpeg.ToArray();
        var frameHeader = copy.AsSpan().IndexOf([(byte)0xFF, (byte)0xC0]);
        Assert.True(frameHeader > 0);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt16BigEndian(copy.AsSpan(frameHeader + 5), height);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt16BigEndian(copy.AsSpan(frameHeader + 7), width);
        return copy;
    }
}
