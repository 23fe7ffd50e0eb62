using DoorFace.Core.Biometrics;
using DoorFace.Core.Imaging;

namespace DoorFace.Simulator.Tests.Camera;

/// <summary>A white square on grey stands for a face, because its size and place in a frame can be measured.</summary>
internal readonly record struct BrightArea(int Pixels, double CenterX, double CenterY, bool TouchesTheEdge)
{
    private const byte Grey = 60;
    private const byte White = 240;
    private const byte Threshold = 150;

    /// <summary>The side of a square of this area.</summary>
    public double Side => Math.Sqrt(Pixels);

    public static Frame Photo(int width, int height, params FaceBox[] faces)
    {
        var photo = new Frame(FrameFormat.Rgba32, width, height);
        photo.Pixels.Fill(Grey);
        foreach (var face in faces)
        {
            for (var y = (int)face.Top; y < (int)face.Bottom; y++)
            {
                photo.Pixels.Slice((y * photo.Stride) + (4 * (int)face.Left), 4 * (int)face.Width).Fill(White);
            }
        }

        return photo;
    }

    public static BrightArea In(Frame frame)
    {
        var (count, sumX, sumY, touches) = (0, 0.0, 0.0, false);
        var pixels = frame.Pixels;
        for (var y = 0; y < frame.Height; y++)
        {
            for (var x = 0; x < frame.Width; x++)
            {
                if (pixels[(y * frame.Stride) + (4 * x)] > Threshold)
                {
                    count++;
                    sumX += x + 0.5;
                    sumY += y + 0.5;
                    touches |= x == 0 || y == 0 || x == frame.Width - 1 || y == frame.Height - 1;
                }
            }
        }

        return new BrightArea(count, sumX / count, sumY / count, touches);
    }
}
