using System.Threading.Channels;
using DoorFace.Core.Imaging;

namespace DoorFace.Device.Camera;

/// <summary>
/// Hands frames from a camera to its one reader and keeps only the newest: a frame that is replaced before it was read is disposed and counted.
/// So a slow reader sees the present, not a queue of the past. Writers and the reader may be on different threads.
/// </summary>
public sealed class FrameSlot : IDisposable
{
    private readonly Channel<Frame> _slot;
    private long _dropped;

    public FrameSlot() =>
        _slot = Channel.CreateBounded<Frame>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest }, Drop);

    /// <summary>Frames that were offered and will never be read.</summary>
    public long DroppedFrames => Interlocked.Read(ref _dropped);

    /// <summary>Gives the slot a newer frame, and with it the duty to dispose it.</summary>
    public void Offer(Frame frame)
    {
        if (!_slot.Writer.TryWrite(frame))
        {
            Drop(frame);
        }
    }

    /// <summary>Says that no more frames come; one that waits can still be read.</summary>
    /// <param name="fault">Why, when it is an error: the reader gets it after the last frame.</param>
    public void Complete(Exception? fault = null) => _slot.Writer.TryComplete(fault);

    /// <summary>The newest frame, waiting for one if need be; null when no more come. The caller disposes it.</summary>
    public async ValueTask<Frame?> TakeAsync(CancellationToken cancellationToken)
    {
        while (await _slot.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
        {
            if (_slot.Reader.TryRead(out var frame))
            {
                return frame;
            }
        }

        return null;
    }

    /// <summary>Ends the slot and drops the frame in it.</summary>
    public void Dispose()
    {
        Complete();
        while (_slot.Reader.TryRead(out var frame))
        {
            Drop(frame);
        }
    }

    private void Drop(Frame frame)
    {
        frame.Dispose();
        Interlocked.Increment(ref _dropped);
    }
}
