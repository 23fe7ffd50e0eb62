using System.Text;

namespace DoorFace.Device.Tests.Camera;

/// <summary>YUV4MPEG2 made on the spot.</summary>
internal static class Y4mFile
{
    /// <summary>Frames of one grey each, 0 and up, with chroma of 100 and 200.</summary>
    public static byte[] Frames(int count, string header = "YUV4MPEG2 W8 H4 F30:1 Ip A1:1 C420jpeg XCOLORRANGE=FULL", string mark = "FRAME")
    {
        List<byte> file = [.. Encoding.ASCII.GetBytes(header + "\n")];
        for (var i = 0; i < count; i++)
        {
            file.AddRange(Encoding.ASCII.GetBytes(mark + "\n"));
            file.AddRange(Enumerable.Repeat((byte)i, 32));
            file.AddRange(Enumerable.Repeat((byte)100, 8));
            file.AddRange(Enumerable.Repeat((byte)200, 8));
        }

        return [.. file];
    }
}
