using System.Buffers.Binary;

namespace DoorFace.Vision.Imaging;

/// <summary>The orientation of a block of EXIF data: tag 274 of its first directory.</summary>
internal static class ExifOrientation
{
    private const ushort Orientation = 0x0112;
    private const int EntrySize = 12;

    private static ReadOnlySpan<byte> Mark => "Exif\0\0"u8;

    /// <summary>Of a block that begins with the mark of one; null without it, or when none is said.</summary>
    public static int? ReadMarked(ReadOnlySpan<byte> content) => content.StartsWith(Mark) ? Read(content) : null;

    /// <summary>1 to 8; null when none is said.</summary>
    /// <param name="content">The block; some write its mark where there should be none.</param>
    public static int? Read(ReadOnlySpan<byte> content)
    {
        var tiff = content.StartsWith(Mark) ? content[Mark.Length..] : content;
        var isLittle = tiff.StartsWith("II*\0"u8);
        if (tiff.Length < 8 || (!isLittle && !tiff.StartsWith("MM\0*"u8)))
        {
            return null;
        }

        var directory = Number32(tiff[4..], isLittle);
        if (directory > (uint)tiff.Length - 2)
        {
            return null;
        }

        var entries = tiff[(int)directory..];
        var count = Number16(entries, isLittle);
        entries = entries[2..];
        for (var i = 0; i < count && entries.Length >= EntrySize; i++, entries = entries[EntrySize..])
        {
            if (Number16(entries, isLittle) == Orientation)
            {
                // A short by the standard; some write a byte or a long.
                var value = Number16(entries[2..], isLittle) switch
                {
                    1 => entries[8],
                    3 => Number16(entries[8..], isLittle),
                    4 => Number32(entries[8..], isLittle),
                    _ => 0u,
                };
                return value is >= 1 and <= 8 ? (int)value : null;
            }
        }

        return null;
    }

    private static ushort Number16(ReadOnlySpan<byte> bytes, bool isLittle) =>
        isLittle ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);

    private static uint Number32(ReadOnlySpan<byte> bytes, bool isLittle) =>
        isLittle ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes);
}
