using System.Buffers.Binary;
using System.Text;

namespace DoorFace.SystemTests.Published;

/// <summary>Reads from a native program or library of 64 bits which functions it takes from others.</summary>
internal static class ElfImports
{
    private const int SectionsAt = 0x28;
    private const int SectionSizeAt = 0x3A;
    private const int SectionCountAt = 0x3C;
    private const uint DynamicSymbols = 11; // SHT_DYNSYM
    private const int SymbolSize = 24;

    public static bool IsElf(ReadOnlySpan<byte> file) => file.StartsWith((ReadOnlySpan<byte>)[0x7F, (byte)'E', (byte)'L', (byte)'F', 2]);

    /// <summary>The names of its undefined dynamic symbols.</summary>
    public static IReadOnlyList<string> Of(byte[] file)
    {
        List<string> names = [];
        for (var section = 0; section < U16(file, SectionCountAt); section++)
        {
            var header = SectionAt(file, section);
            if (U32(file, header + 4) != DynamicSymbols)
            {
                continue;
            }

            var (start, size) = (U64(file, header + 0x18), U64(file, header + 0x20));
            var strings = U64(file, SectionAt(file, (int)U32(file, header + 0x28)) + 0x18);
            for (var symbol = start; symbol < start + size; symbol += SymbolSize)
            {
                if (U16(file, symbol + 6) == 0)
                {
                    names.Add(Text(file, strings + (int)U32(file, symbol)));
                }
            }
        }

        return names;
    }

    private static int SectionAt(byte[] file, int section) => U64(file, SectionsAt) + (section * U16(file, SectionSizeAt));

    private static string Text(byte[] file, int at) => Encoding.ASCII.GetString(file.AsSpan(at, file.AsSpan(at).IndexOf((byte)0)));

    private static ushort U16(byte[] file, int at) => BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(at));

    private static uint U32(byte[] file, int at) => BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at));

    private static int U64(byte[] file, int at) => checked((int)BinaryPrimitives.ReadUInt64LittleEndian(file.AsSpan(at)));
}
