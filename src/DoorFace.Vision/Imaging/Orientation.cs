using DoorFace.Core.Imaging;
using SkiaSharp;

namespace DoorFace.Vision.Imaging;

/// <summary>The eight ways a camera may have been held, as EXIF names them.</summary>
internal static class Orientation
{
    /// <summary>A new frame with the picture as it was meant to be seen.</summary>
    /// <param name="stored">As it stands in the file.</param>
    /// <param name="origin">Which corner of the scene the file's first pixel shows.</param>
    public static Frame Upright(Frame stored, SKEncodedOrigin origin)
    {
        var (width, height) = (stored.Width, stored.Height);
        var swapped = origin >= SKEncodedOrigin.LeftTop;
        var upright = new Frame(FrameFormat.Rgba32, swapped ? height : width, swapped ? width : height);

        // Walking the upright picture: where its first pixel is stored, and how far away the one to the right and the one below are.
        var (step, stride) = (sizeof(uint), stored.Stride);
        var (across, down) = ((width - 1) * step, (height - 1) * stride);
        var walk = origin switch
        {
            SKEncodedOrigin.TopLeft => Turned(0),
            SKEncodedOrigin.TopRight => new PictureWalk(width, height, across, -step, stride),
            SKEncodedOrigin.BottomRight => Turned(180),
            SKEncodedOrigin.BottomLeft => new PictureWalk(width, height, down, step, -stride),
            SKEncodedOrigin.LeftTop => new PictureWalk(height, width, 0, stride, step),
            SKEncodedOrigin.RightTop => Turned(90),
            SKEncodedOrigin.RightBottom => new PictureWalk(height, width, down + across, -stride, -step),
            SKEncodedOrigin.LeftBottom => Turned(270),
            _ => throw new ArgumentOutOfRangeException(nameof(origin), origin, "Unknown orientation."),
        };
        walk.Copy<uint>(stored.Pixels, upright.Pixels, upright.Stride);
        return upright;

        PictureWalk Turned(int degrees) => PictureWalk.Turned(width, height, stride, step, degrees);
    }
}
