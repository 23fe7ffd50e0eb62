using System.Collections.Concurrent;

namespace DoorFace.Core.Imaging;

/// <summary>
/// Frames of one size in pinned memory, zeroed when they come back; in steady state renting allocates nothing. Safe to use from several threads.
/// </summary>
public sealed class FramePool
{
    // The one that has waited longest comes first: whoever holds on to a frame by mistake is not handed another's picture at once.
    private readonly ConcurrentQueue<Frame> _free = [];
    private readonly FrameFormat _format;
    private readonly int _width;
    private readonly int _height;
    private readonly int _stride;

    /// <param name="format">How the bytes stand for a picture.</param>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="stride">Bytes from one row to the next of the first plane; 0 for rows without a gap.</param>
    /// <exception cref="ArgumentOutOfRangeException">As for <see cref="Frame.SizeInBytes"/>.</exception>
    public FramePool(FrameFormat format, int width, int height, int stride = 0)
    {
        _ = Frame.SizeInBytes(format, width, height, stride);
        (_format, _width, _height, _stride) = (format, width, height, stride);
    }

    /// <summary>A frame of zeroes; dispose it to give it back.</summary>
    public Frame Rent()
    {
        if (!_free.TryDequeue(out var frame))
        {
            return new Frame(_format, _width, _height, _stride, this);
        }

        frame.Renew();
        return frame;
    }

    internal void Return(Frame frame) => _free.Enqueue(frame);
}
