using DoorFace.Core.Imaging;
using DoorFace.Core.Time;
using DoorFace.Device.Kernel;
using DoorFace.Device.Time;
using Microsoft.Win32.SafeHandles;

namespace DoorFace.Device.Camera.V4l2;

/// <summary>
/// A USB or PC camera, by the kernel's own interface (Video4Linux). A thread of its own opens it, copies every frame into a pooled one and closes it;
/// in steady state it allocates nothing but what decoding a JPEG may take. A camera that is unplugged ends the reading with an error; another
/// <see cref="V4l2Camera"/> finds it again, under whatever number it comes back when it is known by its name.
/// </summary>
public sealed class V4l2Camera : ICamera
{
    // A driver that does not wake who waits when the camera goes is asked this often.
    private const int MillisecondsToLook = 1000;

    // A driver may keep the thread in the kernel for as long as it likes.
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(5);

    private readonly V4l2Options _options;
    private readonly IImageDecoder _decoder;
    private readonly TimeProvider _time;
    private readonly FrameSlot _slot = new();
    private readonly V4l2FrameCount _count = new();
    private readonly BacklogGuard _backlog = new();
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile V4l2FrameReader? _reader;
    private SafeFileHandle? _stop;
    private long? _first;
    private long _passedOver;
    private MonotonicInstant _latest;
    private bool _disposed;

    /// <param name="options">Which camera, and how.</param>
    /// <param name="decoder">For cameras whose frames are JPEGs.</param>
    /// <param name="time">Counts as the kernel's CLOCK_MONOTONIC does, which frames are stamped with.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public V4l2Camera(V4l2Options options, IImageDecoder decoder, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(decoder);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentException.ThrowIfNullOrEmpty(options.Device);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Height, 1);
        if (options.FramesPerSecond is not (> 0 and <= 1000))
        {
            throw new ArgumentOutOfRangeException(
                nameof(options), options.FramesPerSecond, $"{nameof(options.FramesPerSecond)} must be above 0 and at most 1000.");
        }

        (_options, _decoder, _time) = (options, decoder, time);
    }

    public long DroppedFrames => _slot.DroppedFrames + (_reader?.Unusable ?? 0);

    /// <summary>The mode that was chosen; null before the start.</summary>
    public V4l2Mode? Mode { get; private set; }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">It was started before.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_stop is not null)
        {
            throw new InvalidOperationException("The camera was already started.");
        }

        var error = SystemCalls.NewEvent(out _stop);
        if (error != 0)
        {
            throw V4l2Faults.Of(_options.Device, "get an event to be stopped by", error);
        }

        new Thread(Run) { IsBackground = true, Name = "Camera" }.Start();
        await _started.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    public Frame? Read(CancellationToken cancellationToken) => _slot.Take(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        await Task.WhenAny(EndAsync(), Task.Delay(EndLimit)).ConfigureAwait(false);
        _slot.Dispose();
    }

    /// <summary>What the camera's thread uses is let go when it has ended, even if nobody waits for that any more.</summary>
    private async Task EndAsync()
    {
        if (_stop is { IsInvalid: false })
        {
            SystemCalls.Signal(_stop);
            await _ended.Task.ConfigureAwait(false);
        }

        _stop?.Dispose();
    }

    private void Run()
    {
        Exception? fault = null;
        try
        {
            Capture();
        }
        catch (Exception caught)
        {
            fault = caught as CameraException ?? new CameraException(
                $"The camera {_options.Device} failed: {caught.Message} It is started again; check its cable, and 'dmesg' for what the kernel says.", caught);
        }

        // Only now, when the device is closed: whoever is told may open it again at once.
        _slot.Complete(fault);
        if (fault is not null)
        {
            _started.TrySetException(fault);
        }

        _ended.SetResult();
    }

    private void Capture()
    {
        using var device = new V4l2Device(V4l2Devices.PathOf(_options.Device));
        var mode = ChooseMode(device);
        var format = device.Set(mode);
        device.SetRate(mode.RateFor(_options.FramesPerSecond));
        var reader = new V4l2FrameReader(device.Path, format, _decoder);
        using var stream = new V4l2Stream(device);
        (Mode, _reader) = (mode, reader);
        _started.SetResult();
        while (Wait(device))
        {
            if (stream.TryDequeueNewest(out var buffer, out var passedOver))
            {
                var number = _count.Next(buffer.Sequence, passedOver);
                Offer(reader.Read(stream.Content(buffer), (buffer.Flags & V4l2Buffer.Error) != 0), buffer, number);
                stream.Queue(buffer.Index);
            }
        }
    }

    private V4l2Mode ChooseMode(V4l2Device device)
    {
        var modes = device.Modes(_options.Width, _options.Height);
        List<V4l2Mode> allowed = [.. modes.Where(mode => _options.Format is null || mode.Format == _options.Format)];
        return V4l2Modes.Choose(allowed, (_options.Width, _options.Height), _options.FramesPerSecond) ?? throw new CameraException(
            $"The camera {device.Path} offers no {_options.Format}, but {string.Join(", ", modes)}. Choose one of those formats, or none.");
    }

    /// <summary>Waits for a frame, or for some time; false when the camera is to stop.</summary>
    private bool Wait(V4l2Device device)
    {
        var error = SystemCalls.Wait(
            (int)device.File.DangerousGetHandle(), (int)_stop!.DangerousGetHandle(), MillisecondsToLook, out var happened, out var stop);
        if (error != 0)
        {
            throw V4l2Faults.Of(device.Path, "wait for a frame", error);
        }

        if (happened == 0 || (happened & (SystemCalls.PollError | SystemCalls.PollHangUp)) != 0)
        {
            device.RequirePresence();
        }

        if ((happened & (SystemCalls.PollError | SystemCalls.PollHangUp)) != 0 && stop == 0)
        {
            throw new CameraException($"The camera {device.Path} stopped by itself. Unplug it and plug it in again; 'dmesg' may say more.");
        }

        return stop == 0;
    }

    private void Offer(Frame? frame, in V4l2Buffer buffer, long number)
    {
        if (frame is null)
        {
            return;
        }

        // Some cameras have stamps that run ahead or go back a little; some have none, and may then have filled a buffer long ago.
        var now = _time.GetMonotonicInstant();
        var told = InstantOf(buffer);
        if (_backlog.MayBeOld(now) && told is null)
        {
            frame.Dispose();
            _passedOver++;
            return;
        }

        var stamp = told ?? now;
        stamp = stamp > now ? now : stamp;
        _latest = stamp > _latest ? stamp : _latest;
        _first ??= number;
        (frame.CapturedAt, frame.Sequence) = (_latest, number - _first.Value);
        _slot.Offer(frame, _count.TakeMissed() + _passedOver);
        _passedOver = 0;
    }

    private static MonotonicInstant? InstantOf(in V4l2Buffer buffer) => (buffer.Flags & V4l2Buffer.TimestampMask) == V4l2Buffer.TimestampMonotonic
        ? new MonotonicInstant(TimeSpan.FromTicks((buffer.Seconds * TimeSpan.TicksPerSecond) + (buffer.Microseconds * TimeSpan.TicksPerMicrosecond)))
        : null;
}
