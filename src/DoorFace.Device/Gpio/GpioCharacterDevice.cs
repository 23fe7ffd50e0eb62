using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace DoorFace.Device.Gpio;

/// <summary>
/// What the kernel says of a GPIO chip and its lines (linux/gpio.h, since 5.10), which the library does not pass on: names, and who holds a line.
/// Looking takes no line.
/// </summary>
internal sealed partial class GpioCharacterDevice : IDisposable
{
    // _IOR(0xB4, 0x01, struct gpiochip_info) and _IOWR(0xB4, 0x05, struct gpio_v2_line_info).
    private const uint GetChipInfo = 0x8044B401;
    private const uint GetLineInfo = 0xC100B405;
    private const int ChipInfoSize = 68;
    private const int LineInfoSize = 256;
    private const int NameSize = 32;
    private const int OffsetOffset = 2 * NameSize;
    private const int FlagsOffset = OffsetOffset + (2 * sizeof(uint));
    private const ulong IsUsed = 1;

    private readonly SafeFileHandle _file;

    /// <param name="path">The device, such as <c>/dev/gpiochip0</c>.</param>
    /// <exception cref="IOException">It is not there, or is no GPIO chip.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be opened.</exception>
    public GpioCharacterDevice(string path)
    {
        _file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        try
        {
            var info = new byte[ChipInfoSize];
            Ask(GetChipInfo, info);
            Label = Text(info, NameSize);
            LineCount = BinaryPrimitives.ReadInt32LittleEndian(info.AsSpan(2 * NameSize));
        }
        catch
        {
            _file.Dispose();
            throw;
        }
    }

    public string Label { get; }

    public int LineCount { get; }

    /// <summary>The line's name; empty for a line without.</summary>
    public string NameOf(int line) => Text(Info(line), 0);

    /// <summary>Who holds a line; null when nobody does.</summary>
    public string? ConsumerOf(int line)
    {
        var info = Info(line);
        var used = (BinaryPrimitives.ReadUInt64LittleEndian(info.AsSpan(FlagsOffset)) & IsUsed) != 0;
        var consumer = Text(info, NameSize);
        return !used ? null : consumer.Length == 0 ? "the kernel" : consumer;
    }

    public void Dispose() => _file.Dispose();

    private byte[] Info(int line)
    {
        var info = new byte[LineInfoSize];
        BinaryPrimitives.WriteInt32LittleEndian(info.AsSpan(OffsetOffset), line);
        Ask(GetLineInfo, info);
        return info;
    }

    private void Ask(uint request, byte[] answer)
    {
        if (Ioctl(_file, request, answer) < 0)
        {
            throw new IOException(Marshal.GetLastPInvokeErrorMessage());
        }
    }

    private static string Text(byte[] info, int offset)
    {
        var field = info.AsSpan(offset, NameSize);
        var end = field.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? field : field[..end]);
    }

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Ioctl(SafeFileHandle file, nuint request, byte[] argument);
}
