using DoorFace.Core.Imaging;

namespace DoorFace.Vision.Tests;

/// <summary>Frames of a camera's size made of photographs.</summary>
internal static class CameraFrame
{
    /// <summary>The photograph's middle.</summary>
    public static Frame Cut(Frame photo, int width, int height)
    {
        var frame = new Frame(FrameFormat.Rgba32, width, height);
        var (left, top) = ((photo.Width - width) / 2, (photo.Height - height) / 2);
        for (var y = 0; y < height; y++)
        {
            photo.Pixels.Slice(((top + y) * photo.Stride) + (left * 4), width * 4).CopyTo(frame.Pixels[(y * frame.Stride)..]);
        }

        return frame;
    }
}
