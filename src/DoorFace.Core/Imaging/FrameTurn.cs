namespace DoorFace.Core.Imaging;

/// <summary>
/// Turns pictures clockwise by a quarter, a half or three quarters: for cameras that hang sideways or upside down. One pass a channel, in one thread,
/// without allocating.
/// </summary>
public static class FrameTurn
{
    /// <summary>Whether pictures can be turned by so many degrees clockwise: 0, 90, 180 or 270.</summary>
    public static bool IsPossible(int degrees) => degrees is 0 or 90 or 180 or 270;

    /// <summary>The format and the sides that a turned picture has.</summary>
    /// <param name="source">The picture.</param>
    /// <param name="degrees">Clockwise: 0, 90, 180 or 270.</param>
    public static (FrameFormat Format, int Width, int Height) Outcome(Frame source, int degrees)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (degrees is 0 or 180)
        {
            return (source.Format, source.Width, source.Height);
        }

        // In this format two pixels side by side share their chroma; turned, they stand one upon the other.
        return (source.Format == FrameFormat.Yuyv ? FrameFormat.Yuv420 : source.Format, source.Height, source.Width);
    }

    /// <summary>Fills a frame with another's picture, turned, and with all that is said about it.</summary>
    /// <param name="source">The picture.</param>
    /// <param name="degrees">Clockwise: 0, 90, 180 or 270.</param>
    /// <param name="target">As <see cref="Outcome"/> says.</param>
    /// <exception cref="ArgumentException">The target is another, or the degrees are none of these.</exception>
    public static void Turn(Frame source, int degrees, Frame target)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(target);
        if (!IsPossible(degrees) || (target.Format, target.Width, target.Height) != Outcome(source, degrees))
        {
            throw new ArgumentException($"A frame turned by {degrees} degrees does not fit.", nameof(target));
        }

        (target.Coding, target.CapturedAt, target.Sequence) = (source.Coding, source.CapturedAt, source.Sequence);
        if (source.Format == FrameFormat.Rgba32)
        {
            var walk = PictureWalk.Turned(source.Width, source.Height, source.Stride, sizeof(uint), degrees);
            walk.Copy<uint>(source.Pixels, target.Pixels, target.Stride);
            return;
        }

        // Where two pixels shared their chroma and four do now, it is the mean of two rows.
        var mixed = source.Format == target.Format ? 1 : 2;
        Turn(source.Luma, degrees, target.Luma, rows: 1);
        Turn(source.ChromaU, degrees, target.ChromaU, mixed);
        Turn(source.ChromaV, degrees, target.ChromaV, mixed);
    }

    private static void Turn(FramePlane source, int degrees, FramePlane target, int rows) =>
        PictureWalk.Turned(source.Width, source.Height / rows, source.Stride * rows, source.Step, degrees)
            .Copy(source.Bytes, source.Bytes[((rows - 1) * source.Stride)..], target.Writable, target.Stride, target.Step);
}
