using System.IO.Compression;

namespace DoorFace.Vision.Imaging;

/// <summary>A text in a PNG file that may hold EXIF data or an XMP packet: programs wrote them so before there was a chunk for EXIF, and some still do.</summary>
/// <param name="Keyword">What it is.</param>
/// <param name="Content">The text, no more of it than any such data has.</param>
internal sealed record PngText(string Keyword, byte[] Content)
{
    // As much as a JPEG's segment holds, in hexadecimal digits and lines, several times over.
    private const int Longest = 1 << 20;
    private const string RawProfile = "Raw profile type ";

    /// <summary>The text of a chunk; null when it is none, or none that matters.</summary>
    public static PngText? Read(ReadOnlySpan<byte> type, ReadOnlySpan<byte> chunk)
    {
        var end = chunk.IndexOf((byte)0);
        if (end < 0 || !IsText(type))
        {
            return null;
        }

        var keyword = System.Text.Encoding.Latin1.GetString(chunk[..end]);
        var rest = chunk[(end + 1)..];
        if (keyword != "XML:com.adobe.xmp" && !keyword.StartsWith(RawProfile, StringComparison.Ordinal))
        {
            return null;
        }

        var isCompressed = type.SequenceEqual("zTXt"u8);
        if (isCompressed)
        {
            // The method: there is but one.
            rest = rest.IsEmpty ? rest : rest[1..];
        }
        else if (type.SequenceEqual("iTXt"u8))
        {
            isCompressed = rest is [1, ..];
            rest = AfterZero(AfterZero(rest.Length >= 2 ? rest[2..] : []));
        }

        return new PngText(keyword, isCompressed ? Inflated(rest) : rest[..Math.Min(rest.Length, Longest)].ToArray());
    }

    /// <summary>The orientation that it says, 1 to 8; null for none.</summary>
    public int? Orientation()
    {
        if (!Keyword.StartsWith(RawProfile, StringComparison.Ordinal))
        {
            return XmpOrientation.Read(Content);
        }

        var profile = FromHexadecimal();
        return ExifOrientation.Read(profile) ?? XmpOrientation.Read(profile);
    }

    private static bool IsText(ReadOnlySpan<byte> type) => type.SequenceEqual("tEXt"u8) || type.SequenceEqual("zTXt"u8) || type.SequenceEqual("iTXt"u8);

    private static ReadOnlySpan<byte> AfterZero(ReadOnlySpan<byte> bytes) => bytes[(bytes.IndexOf((byte)0) + 1)..];

    private static byte[] Inflated(ReadOnlySpan<byte> compressed)
    {
        var text = new byte[Longest];
        var length = 0;
        try
        {
            using var stream = new ZLibStream(new MemoryStream(compressed.ToArray()), CompressionMode.Decompress);
            for (int count; (count = stream.Read(text, length, text.Length - length)) > 0;)
            {
                length += count;
            }
        }
        catch (InvalidDataException)
        {
            // Damaged: what came before is what there is.
        }

        return text[..length];
    }

    /// <summary>The bytes of a raw profile: an empty line, its name, its length, and lines of digits.</summary>
    private byte[] FromHexadecimal()
    {
        var lines = System.Text.Encoding.Latin1.GetString(Content).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var digits = string.Concat(lines.Skip(2));
        var bytes = new byte[digits.Length / 2];
        for (var i = 0; i < bytes.Length; i++)
        {
            if (!byte.TryParse(digits.AsSpan(2 * i, 2), System.Globalization.NumberStyles.AllowHexSpecifier, null, out bytes[i]))
            {
                return bytes[..i];
            }
        }

        return bytes;
    }
}
