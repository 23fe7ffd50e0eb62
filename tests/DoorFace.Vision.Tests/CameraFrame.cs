using DoorFace.Core.Imaging;

namespace DoorFace.Vision.Tests;

/// <summary>Frames of a camera's size made of photographs.</summary>
internal static class CameraFrame
{
    /// <summary>The photograph's middle.</summary>
    public static Frame Cut(Frame photo, int width, int height) => Cut(photo, width, height, photo.Width / 2f, photo.Height / 2f);

    /// <summary>A part of it about a place, moved inside where it would reach over the edge.</summary>
    public static Frame Cut(Frame photo, int width, int height, float centerX, float centerY)
    {
        var frame = new Frame(FrameFormat.Rgba32, width, height);
        var left = Math.Clamp((int)centerX - (width / 2), 0, photo.Width - width);
        var top = Math.Clamp((int)centerY - (height / 2), 0, photo.Height - height);
        for (var y = 0; y < height; y++)
        {
            photo.Pixels.Slice(((top + y) * photo.Stride) + (left * 4), width * 4).CopyTo(frame.Pixels[(y * frame.Stride)..]);
        }

        return frame;
    }
}
