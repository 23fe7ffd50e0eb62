using System.Globalization;
using DoorFace.Core.Imaging;

namespace DoorFace.Device.Camera;

/// <summary>The first line of a YUV4MPEG2 stream, "YUV4MPEG2 W640 H480 F30:1 C420jpeg XCOLORRANGE=FULL", as far as it matters here.</summary>
/// <param name="Width">Pixels in a row: even, 2 to <see cref="LongestSide"/>.</param>
/// <param name="Height">Rows: even, 2 to <see cref="LongestSide"/>.</param>
/// <param name="Coding">How luma and chroma become colours.</param>
internal sealed record Y4mHeader(int Width, int Height, YuvCoding Coding)
{
    /// <summary>More than any camera of a door, and little enough for its memory.</summary>
    public const int LongestSide = 8192;

    public const string Signature = "YUV4MPEG2";

    // From here on a picture is high definition, which has weights of its own; the stream itself does not say.
    private const int HighDefinition = 720;

    /// <exception cref="FormatException">It is not such a line, or of a kind that is not read; the message says what is wrong, as part of a sentence.</exception>
    public static Y4mHeader Parse(string line)
    {
        var parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length == 0 || parts[0] != Signature)
        {
            throw new FormatException($"it does not begin with {Signature}");
        }

        var chroma = Value("C") ?? "420";
        if (chroma is not ("420" or "420jpeg" or "420mpeg2" or "420paldv"))
        {
            throw new FormatException($"its colours are of the kind C{chroma}, and only 4:2:0 with 8 bits (C420) is read; convert it with ffmpeg -pix_fmt yuv420p");
        }

        var height = Side("H", "height");
        // A full range is that of JPEG, with JPEG's weights.
        var coding = Value("XCOLORRANGE=") == "FULL" ? YuvCoding.Jpeg
            : height < HighDefinition ? YuvCoding.Video
            : new YuvCoding(YuvMatrix.Bt709, FullRange: false);
        return new Y4mHeader(Side("W", "width"), height, coding);

        string? Value(string key) => parts.Skip(1).FirstOrDefault(part => part.StartsWith(key, StringComparison.Ordinal))?[key.Length..];

        int Side(string key, string name) =>
            int.TryParse(Value(key), NumberStyles.None, CultureInfo.InvariantCulture, out var side) && side is >= 2 and <= LongestSide && side % 2 == 0
                ? side
                : throw new FormatException($"its {name} is '{Value(key)}', and an even number from 2 to {LongestSide} is needed");
    }
}
