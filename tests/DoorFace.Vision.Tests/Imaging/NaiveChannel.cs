using DoorFace.Core.Imaging;

namespace DoorFace.Vision.Tests.Imaging;

/// <summary>One channel of a frame, found by the format's definition.</summary>
/// <param name="Frame">The frame.</param>
/// <param name="Width">Samples in a row.</param>
/// <param name="Height">Rows.</param>
/// <param name="Place">Where in the frame the sample in a column and row is.</param>
internal sealed record NaiveChannel(Frame Frame, int Width, int Height, Func<int, int, int> Place)
{
    /// <summary>The sample in a column and row.</summary>
    public byte At(int x, int y) => Frame.Pixels[Place(x, y)];

    /// <summary>Red, green and blue, or luma, U and V.</summary>
    public static NaiveChannel[] Of(Frame frame)
    {
        var (width, height, stride) = (frame.Width, frame.Height, frame.Stride);
        var (halfWidth, halfHeight, lumaSize) = (width / 2, height / 2, stride * height);
        NaiveChannel Channel(int wide, int high, Func<int, int, int> place) => new(frame, wide, high, place);

        return frame.Format switch
        {
            FrameFormat.Rgba32 =>
            [
                Channel(width, height, (x, y) => (y * stride) + (4 * x)),
                Channel(width, height, (x, y) => (y * stride) + (4 * x) + 1),
                Channel(width, height, (x, y) => (y * stride) + (4 * x) + 2),
            ],
            FrameFormat.Yuv420 =>
            [
                Channel(width, height, (x, y) => (y * stride) + x),
                Channel(halfWidth, halfHeight, (x, y) => lumaSize + (y * stride / 2) + x),
                Channel(halfWidth, halfHeight, (x, y) => lumaSize + (lumaSize / 4) + (y * stride / 2) + x),
            ],
            FrameFormat.Nv12 =>
            [
                Channel(width, height, (x, y) => (y * stride) + x),
                Channel(halfWidth, halfHeight, (x, y) => lumaSize + (y * stride) + (2 * x)),
                Channel(halfWidth, halfHeight, (x, y) => lumaSize + (y * stride) + (2 * x) + 1),
            ],
            FrameFormat.Yuyv =>
            [
                Channel(width, height, (x, y) => (y * stride) + (2 * x)),
                Channel(halfWidth, height, (x, y) => (y * stride) + (4 * x) + 1),
                Channel(halfWidth, height, (x, y) => (y * stride) + (4 * x) + 3),
            ],
            _ => throw new ArgumentOutOfRangeException(nameof(frame), frame.Format, "Unknown frame format."),
        };
    }
}
