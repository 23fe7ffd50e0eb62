namespace DoorFace.Vision.Imaging;

/// <summary>The orientation of an XMP packet: its property tiff:Orientation, as an attribute or as an element.</summary>
internal static class XmpOrientation
{
    private static ReadOnlySpan<byte> Property => "tiff:Orientation"u8;

    /// <summary>1 to 8; null when none is said.</summary>
    /// <param name="packet">The packet, in UTF-8.</param>
    public static int? Read(ReadOnlySpan<byte> packet)
    {
        for (var at = packet.IndexOf(Property); at >= 0; at = packet.IndexOf(Property))
        {
            packet = packet[(at + Property.Length)..];
            // What parts the name from the value: ="6" or >6<, with spaces as one likes.
            var value = packet.TrimStart("=\"'> \t\r\n"u8);
            if (value is [>= (byte)'1' and <= (byte)'8', ..] && !(value is [_, >= (byte)'0' and <= (byte)'9', ..]))
            {
                return value[0] - '0';
            }
        }

        return null;
    }
}
