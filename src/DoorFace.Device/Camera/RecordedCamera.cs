using DoorFace.Core.Imaging;
using DoorFace.Core.Time;
using DoorFace.Device.Time;

namespace DoorFace.Device.Camera;

/// <summary>
/// Replays a recording as a camera would take it: at a frame rate, whether or not anybody reads, or else as fast as it is read. Each frame is made
/// ready before its instant, so that decoding does not shift it; a recording that cannot keep up comes slower, never in bursts.
/// </summary>
public sealed class RecordedCamera : ICamera
{
    private readonly IEnumerable<Frame> _recording;
    private readonly TimeSpan _interval;
    private readonly bool _loop;
    private readonly ReplayPace _pace;
    private readonly MonotonicInstant _begun;
    private readonly TimeProvider _time;
    private readonly FrameSlot _slot = new();
    private readonly CancellationTokenSource _stop = new();
    private Task? _replay;
    private bool _disposed;

    /// <param name="recording">Makes the frames one by one, each a new one that the camera owns; enumerated again for every round of a loop.</param>
    /// <param name="options">How to replay it.</param>
    /// <param name="time">Paces the frames and stamps them.</param>
    /// <exception cref="ArgumentOutOfRangeException">The frame rate is outside its range.</exception>
    public RecordedCamera(IEnumerable<Frame> recording, RecordedCameraOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(recording);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        if (options.FramesPerSecond is not (> 0 and <= 1000))
        {
            throw new ArgumentOutOfRangeException(
                nameof(options), options.FramesPerSecond, $"{nameof(options.FramesPerSecond)} must be above 0 and at most 1000.");
        }

        _recording = recording;
        _interval = TimeSpan.FromSeconds(1 / options.FramesPerSecond);
        _loop = options.Loop;
        _pace = options.Pace;
        _begun = time.GetMonotonicInstant();
        _time = time;
    }

    public long DroppedFrames => _slot.DroppedFrames;

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">It was started before.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_replay is not null)
        {
            throw new InvalidOperationException("The camera was already started.");
        }

        // The first frame is made here, so that a recording that cannot be read fails the start and not a later read.
        var first = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _replay = Task.Run(() => ReplayAsync(first), CancellationToken.None);
        await first.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    public Frame? Read(CancellationToken cancellationToken) => _slot.Take(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        await _stop.CancelAsync().ConfigureAwait(false);
        await (_replay ?? Task.CompletedTask).ConfigureAwait(false);
        _slot.Dispose();
        _stop.Dispose();
    }

    private async Task ReplayAsync(TaskCompletionSource first)
    {
        try
        {
            using var frames = Rounds().GetEnumerator();
            var more = frames.MoveNext();
            first.SetResult();
            using var timer = new PeriodicTimer(_interval, _time);
            using var stop = _stop.Token.UnsafeRegister(static timer => ((PeriodicTimer)timer!).Dispose(), timer);
            for (var sequence = 0L; more; sequence++)
            {
                Offer(frames.Current, sequence);
                more = frames.MoveNext();
                if (more && !await NextInstantAsync(timer).ConfigureAwait(false))
                {
                    frames.Current.Dispose();
                    break;
                }
            }

            _slot.Complete();
        }
        catch (Exception fault)
        {
            var told = fault as CameraException ?? new CameraException($"The recording cannot be replayed: {fault.Message}", fault);
            _slot.Complete(told);
            first.TrySetException(told);
        }
    }

    private void Offer(Frame frame, long sequence)
    {
        frame.Sequence = sequence;
        frame.CapturedAt = _pace == ReplayPace.Fastest ? _begun + (_interval * sequence) : _time.GetMonotonicInstant();
        _slot.Offer(frame);
    }

    /// <summary>Waits for the next frame's instant, without allocating; false when the camera is stopped.</summary>
    private ValueTask<bool> NextInstantAsync(PeriodicTimer timer) =>
        _pace == ReplayPace.Fastest ? new ValueTask<bool>(_slot.WaitUntilTaken(_stop.Token)) : timer.WaitForNextTickAsync(CancellationToken.None);

    private IEnumerable<Frame> Rounds()
    {
        do
        {
            var empty = true;
            foreach (var frame in _recording)
            {
                empty = false;
                yield return frame;
            }

            if (empty)
            {
                throw new CameraException("The recording holds no frame. Give it at least one.");
            }
        }
        while (_loop);
    }
}
