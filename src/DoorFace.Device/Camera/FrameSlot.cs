using DoorFace.Core.Imaging;

namespace DoorFace.Device.Camera;

/// <summary>
/// Hands frames from a camera to its one reader and keeps only the newest: a frame that is replaced before it was read is disposed and counted.
/// So a slow reader sees the present, not a queue of the past. Writers and the reader may be on different threads; neither allocates.
/// </summary>
public sealed class FrameSlot : IDisposable
{
    private readonly object _lock = new();
    private Frame? _newest;
    private bool _complete;
    private Exception? _fault;
    private long _dropped;

    /// <summary>Frames that were offered and will never be read.</summary>
    public long DroppedFrames => Interlocked.Read(ref _dropped);

    /// <summary>Gives the slot a newer frame, and with it the duty to dispose it.</summary>
    public void Offer(Frame frame) => Offer(frame, missed: 0);

    /// <summary>The same for one before which frames are missing.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="missed">So many; they count as dropped.</param>
    public void Offer(Frame frame, long missed)
    {
        Frame? replaced;
        lock (_lock)
        {
            replaced = _complete ? frame : _newest;
            _newest = _complete ? _newest : frame;
            // Whoever reads this frame already finds those before it counted.
            Interlocked.Add(ref _dropped, missed + (replaced is null ? 0 : 1));
            Monitor.PulseAll(_lock);
        }

        // Outside of the lock: zeroing a picture takes longer than handing it over.
        replaced?.Dispose();
    }

    /// <summary>Says that no more frames come; one that waits can still be read.</summary>
    /// <param name="fault">Why, when it is an error: the reader gets it after the last frame.</param>
    public void Complete(Exception? fault = null)
    {
        lock (_lock)
        {
            if (!_complete)
            {
                (_complete, _fault) = (true, fault);
                Monitor.PulseAll(_lock);
            }
        }
    }

    /// <summary>The newest frame, waiting for one if need be; null when no more come. The caller disposes it.</summary>
    public Frame? Take(CancellationToken cancellationToken)
    {
        // The token's own list reuses its nodes: in steady state this allocates nothing.
        using var wake = cancellationToken.UnsafeRegister(static slot => ((FrameSlot)slot!).Wake(), this);
        lock (_lock)
        {
            while (_newest is null && !_complete)
            {
                cancellationToken.ThrowIfCancellationRequested();
                Monitor.Wait(_lock);
            }

            cancellationToken.ThrowIfCancellationRequested();
            if (_newest is { } frame)
            {
                _newest = null;
                Monitor.PulseAll(_lock);
                return frame;
            }

            return _fault is null ? null : throw _fault;
        }
    }

    /// <summary>Waits until the newest frame was taken, for a writer that would rather wait than drop; false when the slot has ended or it was cancelled.</summary>
    public bool WaitUntilTaken(CancellationToken cancellationToken)
    {
        using var wake = cancellationToken.UnsafeRegister(static slot => ((FrameSlot)slot!).Wake(), this);
        lock (_lock)
        {
            while (_newest is not null && !_complete && !cancellationToken.IsCancellationRequested)
            {
                Monitor.Wait(_lock);
            }

            return !_complete && !cancellationToken.IsCancellationRequested;
        }
    }

    /// <summary>Ends the slot and drops the frame in it.</summary>
    public void Dispose()
    {
        Complete();
        Frame? unread;
        lock (_lock)
        {
            (unread, _newest) = (_newest, null);
            Interlocked.Add(ref _dropped, unread is null ? 0 : 1);
        }

        unread?.Dispose();
    }

    private void Wake()
    {
        lock (_lock)
        {
            Monitor.PulseAll(_lock);
        }
    }
}
