using System.Runtime.InteropServices;
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
        var (start, right, down) = origin switch
        {
            SKEncodedOrigin.TopLeft => (0, 1, width),
            SKEncodedOrigin.TopRight => (width - 1, -1, width),
            SKEncodedOrigin.BottomRight => ((width * height) - 1, -1, -width),
            SKEncodedOrigin.BottomLeft => ((height - 1) * width, 1, -width),
            SKEncodedOrigin.LeftTop => (0, width, 1),
            SKEncodedOrigin.RightTop => ((height - 1) * width, -width, 1),
            SKEncodedOrigin.RightBottom => ((width * height) - 1, -width, -1),
            SKEncodedOrigin.LeftBottom => (width - 1, width, -1),
            _ => throw new ArgumentOutOfRangeException(nameof(origin), origin, "Unknown orientation."),
        };

        var source = MemoryMarshal.Cast<byte, uint>(stored.Pixels);
        var target = MemoryMarshal.Cast<byte, uint>(upright.Pixels);
        for (var y = 0; y < upright.Height; y++)
        {
            var from = start + (y * down);
            foreach (ref var pixel in target.Slice(y * upright.Width, upright.Width))
            {
                pixel = source[from];
                from += right;
            }
        }

        return upright;
    }
}
