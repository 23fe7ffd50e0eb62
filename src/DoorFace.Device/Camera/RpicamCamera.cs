using DoorFace.Core.Imaging;
using DoorFace.Device.Processes;
using DoorFace.Device.Time;

namespace DoorFace.Device.Camera;

/// <summary>
/// A Raspberry Pi's own camera, through the program that comes with it (`rpicam-vid`, formerly `libcamera-vid`), which writes raw frames to a pipe.
/// A start ends with the first frame; how long that may take is the caller's to say. The program ends with the camera, and with this process.
/// </summary>
public sealed class RpicamCamera : ICamera
{
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(5);

    private readonly RpicamOptions _options;
    private readonly string[] _programs;
    private readonly TimeProvider _time;
    private readonly FramePool _pool;
    private readonly FrameSlot _slot = new();
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly object _lock = new();
    private ChildProcess? _child;
    private bool _started;
    private bool _disposed;

    /// <param name="options">What is asked of the camera.</param>
    /// <param name="time">Stamps the frames.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public RpicamCamera(RpicamOptions options, TimeProvider time)
        : this(options, time, RpicamProgram.Names)
    {
    }

    // Names or paths of the program: the first that exists is taken.
    internal RpicamCamera(RpicamOptions options, TimeProvider time, params string[] programs)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        options.Validate();
        (_options, _time, _programs) = (options, time, programs);
        _pool = new FramePool(FrameFormat.Yuv420, options.Width, options.Height);
    }

    public long DroppedFrames => _slot.DroppedFrames;

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">It was started before.</exception>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_started)
        {
            throw new InvalidOperationException("The camera was already started.");
        }

        _started = true;
        new Thread(Run) { IsBackground = true, Name = "Pi camera" }.Start();
        return _first.Task.WaitAsync(cancellationToken);
    }

    public Frame? Read(CancellationToken cancellationToken) => _slot.Take(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        lock (_lock)
        {
            if (_disposed)
            {
                return;
            }

            _disposed = true;
        }

        _slot.Complete();
        // A program that does not want to end takes its time; what the kernel holds is left behind.
        await Task.WhenAny(EndAsync(), Task.Delay(EndLimit)).ConfigureAwait(false);
        _slot.Dispose();
    }

    private async Task EndAsync()
    {
        await Task.Run(() => _child?.Stop()).ConfigureAwait(false);
        await (_started ? _ended.Task : Task.CompletedTask).ConfigureAwait(false);
        _child?.Dispose();
    }

    private void Run()
    {
        try
        {
            var child = RpicamProgram.Start(_options.Arguments(), _programs);
            if (Own(child))
            {
                ReadFrames(child);
                Fail(RpicamFault.Describe(child, _options.Camera));
            }
        }
        catch (Exception fault)
        {
            Fail(fault as CameraException ?? new CameraException(
                $"The Pi camera failed: {fault.Message} It is started again; check its cable, and 'dmesg' for what the kernel says.", fault));
        }
        finally
        {
            _first.TrySetException(new ObjectDisposedException(nameof(RpicamCamera)));
            _ended.SetResult();
        }
    }

    private void ReadFrames(ChildProcess child)
    {
        var backlog = new BacklogGuard();
        var missed = 0L;
        for (var sequence = 0L; ; sequence++)
        {
            var frame = _pool.Rent();
            if (!TryFill(frame, child.Output))
            {
                return;
            }

            var arrived = _time.GetMonotonicInstant();
            if (backlog.MayBeOld(arrived))
            {
                frame.Dispose();
                missed++;
                continue;
            }

            frame.CapturedAt = arrived;
            frame.Sequence = sequence;
            // rpicam-vid asks libcamera for the colour space sYCC whenever the codec is yuv420 (get_colourspace_flags, ConfigureVideo of rpicam-apps).
            frame.Coding = YuvCoding.Jpeg;
            _slot.Offer(frame, missed);
            missed = 0;
            _first.TrySetResult();
        }
    }

    /// <summary>False when the output has ended before the frame was full: half a picture is none, and no picture stays in memory.</summary>
    internal static bool TryFill(Frame frame, Stream output)
    {
        var full = false;
        try
        {
            full = output.ReadAtLeast(frame.Pixels, frame.Pixels.Length, throwOnEndOfStream: false) == frame.Pixels.Length;
            return full;
        }
        finally
        {
            if (!full)
            {
                frame.Dispose();
            }
        }
    }

    /// <summary>False when the camera was disposed meanwhile: then the program is stopped at once.</summary>
    private bool Own(ChildProcess child)
    {
        lock (_lock)
        {
            _child = child;
            if (!_disposed)
            {
                return true;
            }
        }

        child.Stop();
        return false;
    }

    /// <summary>Tells the reader, unless the camera was stopped, which ends the program too.</summary>
    private void Fail(CameraException fault)
    {
        lock (_lock)
        {
            if (_disposed)
            {
                return;
            }
        }

        _slot.Complete(fault);
        _first.TrySetException(fault);
    }
}
