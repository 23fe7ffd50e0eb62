using System.Globalization;
using System.Text;
using DoorFace.Core.Imaging;

namespace DoorFace.Simulator.Film;

/// <summary>Writes frames as a Y4M film: luma and chroma as a camera gives them, without compression, so that replaying costs next to nothing.</summary>
internal sealed class Y4mWriter : IDisposable
{
    private readonly FileStream _file;
    private readonly byte[] _picture;

    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The same, for want of a permission.</exception>
    public Y4mWriter(FileInfo file, int width, int height, int framesPerSecond)
    {
        _file = file.Create();
        _picture = new byte[Frame.SizeInBytes(FrameFormat.Yuv420, width, height)];
        Write(string.Create(CultureInfo.InvariantCulture, $"YUV4MPEG2 W{width} H{height} F{framesPerSecond}:1 Ip A1:1 C420jpeg XCOLORRANGE=FULL\n"));
    }

    /// <summary>Adds a frame.</summary>
    /// <param name="frame">Of <see cref="FrameFormat.Rgba32"/> and the film's size.</param>
    public void Add(Frame frame)
    {
        ToYuv420(frame, _picture);
        Write("FRAME\n");
        _file.Write(_picture);
    }

    public void Dispose()
    {
        Array.Clear(_picture);
        _file.Dispose();
    }

    private void Write(string text) => _file.Write(Encoding.ASCII.GetBytes(text));

    // JPEG's weights (ITU-R BT.601, full range); a colour for four pixels is the mean of theirs.
    private static void ToYuv420(Frame frame, Span<byte> yuv)
    {
        ReadOnlySpan<byte> pixels = frame.Pixels;
        var (width, height) = (frame.Width, frame.Height);
        var (u, v) = (width * height, width * height * 5 / 4);
        for (var y = 0; y < height; y += 2)
        {
            for (var x = 0; x < width; x += 2)
            {
                var (sumU, sumV) = (0.0, 0.0);
                for (var corner = 0; corner < 4; corner++)
                {
                    var (column, row) = (x + (corner & 1), y + (corner >> 1));
                    var pixel = pixels.Slice((row * frame.Stride) + (column * 4), 3);
                    var luma = (0.299 * pixel[0]) + (0.587 * pixel[1]) + (0.114 * pixel[2]);
                    yuv[(row * width) + column] = (byte)Math.Round(luma);
                    sumU += (pixel[2] - luma) / 1.772;
                    sumV += (pixel[0] - luma) / 1.402;
                }

                yuv[u++] = (byte)Math.Clamp(Math.Round(128 + (sumU / 4)), 0, 255);
                yuv[v++] = (byte)Math.Clamp(Math.Round(128 + (sumV / 4)), 0, 255);
            }
        }
    }
}
