using System.Buffers.Binary;

namespace DoorFace.Vision.Imaging;

/// <summary>
/// All that a picture file says about which way is up, wherever it says so: EXIF and XMP, in the segments of a JPEG and the chunks of a PNG or WebP. The
/// codecs know only some of these places. Files may be damaged: what cannot be read says nothing.
/// </summary>
internal static class OrientationMarks
{
    private static ReadOnlySpan<byte> PngSignature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>The orientations that are said, 1 to 8 as EXIF counts; each once.</summary>
    /// <param name="file">The whole file.</param>
    public static IReadOnlyCollection<int> Read(ReadOnlySpan<byte> file)
    {
        var marks = new SortedSet<int>();
        if (file.StartsWith(PngSignature))
        {
            ReadPng(file[PngSignature.Length..], marks);
        }
        else if (file.StartsWith("RIFF"u8) && file.Length >= 12 && file[8..12].SequenceEqual("WEBP"u8))
        {
            ReadWebp(file[12..], marks);
        }
        else if (file.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8]))
        {
            ReadJpeg(file[2..], marks);
        }

        return marks;
    }

    private static void ReadPng(ReadOnlySpan<byte> chunks, SortedSet<int> marks)
    {
        // Length, type, content, checksum.
        while (chunks.Length >= 12)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(chunks);
            if (length > (uint)chunks.Length - 12)
            {
                return;
            }

            var type = chunks[4..8];
            var content = chunks.Slice(8, (int)length);
            if (type.SequenceEqual("eXIf"u8))
            {
                Add(marks, ExifOrientation.Read(content));
            }
            else if (PngText.Read(type, content) is { } text)
            {
                Add(marks, text.Orientation());
            }

            chunks = chunks[(12 + (int)length)..];
        }
    }

    private static void ReadWebp(ReadOnlySpan<byte> chunks, SortedSet<int> marks)
    {
        // Type, length, content, to an even place.
        while (chunks.Length >= 8)
        {
            var length = BinaryPrimitives.ReadUInt32LittleEndian(chunks[4..]);
            if (length > (uint)chunks.Length - 8)
            {
                return;
            }

            var type = chunks[..4];
            var content = chunks.Slice(8, (int)length);
            Add(marks, type.SequenceEqual("EXIF"u8) ? ExifOrientation.Read(content) : type.SequenceEqual("XMP "u8) ? XmpOrientation.Read(content) : null);
            chunks = chunks[Math.Min(chunks.Length, 8 + (int)length + ((int)length & 1))..];
        }
    }

    private static void ReadJpeg(ReadOnlySpan<byte> segments, SortedSet<int> marks)
    {
        const byte startOfScan = 0xDA;
        const byte application1 = 0xE1;
        var xmp = "http://ns.adobe.com/xap/1.0/\0"u8;
        while (segments.Length >= 4 && segments[0] == 0xFF)
        {
            var code = segments[1];
            if (code is 0xFF)
            {
                segments = segments[1..];
                continue;
            }

            var length = BinaryPrimitives.ReadUInt16BigEndian(segments[2..]);
            if (code == startOfScan || length < 2 || length > segments.Length - 2)
            {
                return;
            }

            var content = segments.Slice(4, length - 2);
            if (code == application1)
            {
                Add(marks, content.StartsWith(xmp) ? XmpOrientation.Read(content[xmp.Length..]) : ExifOrientation.ReadMarked(content));
            }

            segments = segments[(2 + length)..];
        }
    }

    private static void Add(SortedSet<int> marks, int? orientation)
    {
        if (orientation is { } mark)
        {
            marks.Add(mark);
        }
    }
}
