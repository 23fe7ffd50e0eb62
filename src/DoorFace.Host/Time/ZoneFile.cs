using System.Buffers.Binary;

namespace DoorFace.Host.Time;

/// <summary>Looks at a file of time zone rules (TZif, RFC 9636): whether it is whole. The runtime takes UTC, without a word, for one that is not.</summary>
public static class ZoneFile
{
    /// <summary>No file of rules comes near this.</summary>
    public const int MostBytes = 1 << 20;

    private const string Damaged = "is cut off or damaged.";
    private const int HeaderSize = 44;
    private const int VersionOffset = 4;
    private const int CountsOffset = 20;
    private const int TypeSize = 6;

    // The second block, of a file of version 2 or later, counts seconds in 64 bits; older programs read the first.
    private const int FirstTimeSize = 4;
    private const int SecondTimeSize = 8;

    /// <summary>What is wrong with it, as the rest of a sentence; null when it is whole.</summary>
    public static string? ObjectionTo(ReadOnlySpan<byte> file)
    {
        if (SizeOfBlock(file, FirstTimeSize) is not { } first)
        {
            return "is no file of time zone rules, or cut off.";
        }

        if (file[VersionOffset] == 0)
        {
            return file.Length == first ? null : Damaged;
        }

        if (SizeOfBlock(file[first..], SecondTimeSize) is not { } second)
        {
            return Damaged;
        }

        // A line of its own: the rule for all later times; it may be empty.
        var footer = file[(first + second)..];
        return footer.Length >= 2 && footer[0] == '\n' && footer[1..].IndexOf((byte)'\n') == footer.Length - 2 ? null : Damaged;
    }

    /// <summary>Whether a whole file says that local time is ever another than UTC.</summary>
    public static bool DiffersFromUtc(ReadOnlySpan<byte> file) =>
        Differs(file, FirstTimeSize) || (file[VersionOffset] != 0 && Differs(file[SizeOfBlock(file, FirstTimeSize)!.Value..], SecondTimeSize));

    private static bool Differs(ReadOnlySpan<byte> block, int timeSize)
    {
        var (times, types) = (Count(block, 3), Count(block, 4));
        for (var type = 0; type < types; type++)
        {
            if (BinaryPrimitives.ReadInt32BigEndian(block[(int)(HeaderSize + (times * (timeSize + 1)) + (type * TypeSize))..]) != 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Header and all that it counts; null when the file ends before, or nothing is in it.</summary>
    private static int? SizeOfBlock(ReadOnlySpan<byte> block, int timeSize)
    {
        if (block.Length is < HeaderSize or > MostBytes || !block.StartsWith("TZif"u8))
        {
            return null;
        }

        // UT/local and standard/wall indicators, leap seconds, transition times, local time types, characters of abbreviations.
        var size = HeaderSize + Count(block, 0) + Count(block, 1) + (Count(block, 2) * (timeSize + 4)) + (Count(block, 3) * (timeSize + 1))
            + (Count(block, 4) * TypeSize) + Count(block, 5);
        return Count(block, 4) > 0 && size <= block.Length ? (int)size : null;
    }

    private static long Count(ReadOnlySpan<byte> block, int which) => BinaryPrimitives.ReadUInt32BigEndian(block[(CountsOffset + (which * sizeof(uint)))..]);
}
