namespace DoorFace.Simulator.Camera;

/// <summary>Arithmetic on pixels packed as in <see cref="DoorFace.Core.Imaging.FrameFormat.Rgba32"/> on a little-endian machine, two channels at a time.</summary>
internal static class Rgba
{
    private const uint EvenBytes = 0x00FF00FF;

    /// <summary>A pixel of three values that are brought into 0..255.</summary>
    public static uint From(double red, double green, double blue) => Byte(red) | (Byte(green) << 8) | (Byte(blue) << 16) | 0xFF000000;

    /// <summary>From <paramref name="a"/> (fraction 0) to <paramref name="b"/> (fraction 256), each channel rounded.</summary>
    public static uint Mix(uint a, uint b, uint fraction)
    {
        var even = (((a & EvenBytes) * (256 - fraction)) + ((b & EvenBytes) * fraction) + 0x00800080) >> 8;
        var odd = ((a >> 8) & EvenBytes) * (256 - fraction) + ((b >> 8) & EvenBytes) * fraction + 0x00800080;
        return (even & EvenBytes) | (odd & ~EvenBytes);
    }

    /// <summary>The rounded mean of four pixels.</summary>
    public static uint Mean(uint a, uint b, uint c, uint d)
    {
        var even = (a & EvenBytes) + (b & EvenBytes) + (c & EvenBytes) + (d & EvenBytes) + 0x00020002;
        var odd = ((a >> 8) & EvenBytes) + ((b >> 8) & EvenBytes) + ((c >> 8) & EvenBytes) + ((d >> 8) & EvenBytes) + 0x00020002;
        return ((even >> 2) & EvenBytes) | (((odd >> 2) & EvenBytes) << 8);
    }

    private static uint Byte(double value) => (uint)Math.Clamp(Math.Round(value), 0, 255);
}
