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
    public static byte[] WithOrientation(byte[] jpeg, byte orientation) => WithSegment(jpeg, [.. "Exif\0\0"u8, .. Exif(orientation)]);

    /// <summary>Puts an XMP packet with an orientation right after a JPEG's start marker.</summary>
    public static byte[] WithXmpOrientation(byte[] jpeg, int orientation) => WithSegment(jpeg, [.. "http://ns.adobe.com/xap/1.0/\0"u8, .. Xmp(orientation)]);

    /// <summary>A block of EXIF data that says an orientation and nothing else.</summary>
    public static byte[] Exif(int orientation, bool bigEndian = false) => bigEndian
        ?
        [
            (byte)'M', (byte)'M', 0, 42, 0, 0, 0, 8,
            0, 1,
            0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)orientation, 0, 0,
            0, 0, 0, 0,
        ]
        :
        [
            (byte)'I', (byte)'I', 42, 0, 8, 0, 0, 0, // little-endian, first directory at 8
            1, 0, // one entry
            0x12, 0x01, 3, 0, 1, 0, 0, 0, (byte)orientation, 0, 0, 0, // orientation, one short
            0, 0, 0, 0, // no further directory
        ];

    /// <summary>An XMP packet that says an orientation, as an attribute or as an element.</summary>
    public static byte[] Xmp(int orientation, bool element = false) => System.Text.Encoding.UTF8.GetBytes(
        "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description xmlns:tiff='http://ns.adobe.com/tiff/1.0/'"
        + (element ? $"><tiff:Orientation>{orientation}</tiff:Orientation></rdf:Description>" : $" tiff:Orientation=\"{orientation}\"/>") + "</rdf:RDF></x:xmpmeta>");

    /// <summary>Puts a chunk into a PNG, before its picture or after it.</summary>
    public static byte[] WithChunk(byte[] png, string type, byte[] content, bool after)
    {
        var at = after ? png.Length - 12 : png.AsSpan().IndexOf("IDAT"u8) - 4;
        byte[] named = [.. System.Text.Encoding.ASCII.GetBytes(type), .. content];
        var chunk = new byte[named.Length + 8];
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(chunk, content.Length);
        named.CopyTo(chunk, 4);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(^4), Checksum(named));
        return [.. png[..at], .. chunk, .. png[at..]];
    }

    /// <summary>The text of a raw profile, as programs write EXIF data into a PNG's text.</summary>
    public static byte[] RawProfile(byte[] exif) => System.Text.Encoding.ASCII.GetBytes(
        $"\nexif\n{exif.Length + 6,8}\n{string.Join('\n', Convert.ToHexStringLower([.. "Exif\0\0"u8, .. exif]).Chunk(72).Select(line => new string(line)))}\n");

    /// <summary>Compresses as a PNG does.</summary>
    public static byte[] Deflated(byte[] content)
    {
        using var to = new MemoryStream();
        using (var stream = new System.IO.Compression.ZLibStream(to, System.IO.Compression.CompressionLevel.Optimal, leaveOpen: true))
        {
            stream.Write(content);
        }

        return to.ToArray();
    }

    /// <summary>Puts a chunk behind the picture of a WebP, with the header that says so.</summary>
    public static byte[] WithWebpChunk(byte[] webp, string type, byte[] content, int width, int height)
    {
        var flag = type == "EXIF" ? (byte)0x08 : (byte)0x04;
        byte[] header = [.. "VP8X"u8, 10, 0, 0, 0, flag, 0, 0, 0, (byte)(width - 1), 0, 0, (byte)(height - 1), 0, 0];
        byte[] added = [.. System.Text.Encoding.ASCII.GetBytes(type), (byte)content.Length, (byte)(content.Length >> 8), 0, 0, .. content, .. new byte[content.Length & 1]];
        byte[] whole = [.. webp[..12], .. header, .. webp[12..], .. added];
        System.Buffers.Binary.BinaryPrimitives.WriteInt32LittleEndian(whole.AsSpan(4), whole.Length - 8);
        return whole;
    }

    private static byte[] WithSegment(byte[] jpeg, byte[] content) =>
        [.. jpeg[..2], 0xFF, 0xE1, (byte)((content.Length + 2) >> 8), (byte)(content.Length + 2), .. content, .. jpeg[2..]];

    private static uint Checksum(byte[] bytes)
    {
        var sum = uint.MaxValue;
        foreach (var value in bytes)
        {
            sum ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                sum = (sum >> 1) ^ (0xEDB88320 & (uint)-(int)(sum & 1));
            }
        }

        return ~sum;
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
