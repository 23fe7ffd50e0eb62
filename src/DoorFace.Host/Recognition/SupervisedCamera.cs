using System.Globalization;
using DoorFace.Core.Imaging;
using DoorFace.Device.Camera;
using DoorFace.Host.Supervision;

namespace DoorFace.Host.Recognition;

/// <summary>
/// A camera that is given up when it gives no first frame, or stops giving frames; those that are too old to say who stands there are none.
/// Reading allocates nothing while frames come.
/// </summary>
internal sealed class SupervisedCamera : IAsyncDisposable
{
    // So often it is looked whether a frame is overdue. A timer for each frame would cost more than an empty scene's frame itself.
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(0.25);

    // What the first frame is given at least when everything else was slower than the camera.
    private static readonly TimeSpan LeastWait = TimeSpan.FromSeconds(1);

    private const long NoDeadline = long.MaxValue;

    private readonly ICamera _camera;
    private readonly RecognitionOptions _options;
    private readonly FrameAge _age;
    private readonly LoopHealth _health;
    private readonly TimeProvider _time;
    private readonly CancellationToken _stopping;
    private readonly CancellationTokenSource _overdue;
    private readonly ITimer _timer;
    private long _deadline = NoDeadline;
    private bool _hasGivenFrames;
    private long _tooOld;

    public SupervisedCamera(ICamera camera, RecognitionOptions options, LoopHealth health, TimeProvider time, CancellationToken stopping)
    {
        (_camera, _options, _health, _time, _stopping) = (camera, options, health, time, stopping);
        _age = new FrameAge(options, time);
        _overdue = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        _timer = time.CreateTimer(static camera => ((SupervisedCamera)camera!).Check(), this, Interval, Interval);
    }

    public long DroppedFrames => _camera.DroppedFrames + _tooOld;

    /// <summary>Starts it; from here on runs the time for the first frame.</summary>
    /// <exception cref="CameraException">It cannot start, or has not in time.</exception>
    public async Task StartAsync()
    {
        Interlocked.Exchange(ref _deadline, After(_options.FirstFrameTime));
        try
        {
            await _camera.StartAsync(_overdue.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!_stopping.IsCancellationRequested)
        {
            throw Overdue();
        }
    }

    /// <summary>The newest frame, waiting for one if need be; null when no more come. The caller disposes it.</summary>
    /// <exception cref="CameraException">It failed, or has given no frame for too long.</exception>
    /// <exception cref="OperationCanceledException">The service was asked to stop.</exception>
    public Frame? Read()
    {
        var deadline = _hasGivenFrames ? After(_options.StallTime) : Math.Max(Interlocked.Read(ref _deadline), After(LeastWait));
        Interlocked.Exchange(ref _deadline, deadline);
        try
        {
            while (_camera.Read(_overdue.Token) is { } frame)
            {
                if (!_age.IsPast(frame))
                {
                    return frame;
                }

                frame.Dispose();
                _tooOld++;
            }

            return null;
        }
        catch (OperationCanceledException) when (!_stopping.IsCancellationRequested)
        {
            throw Overdue();
        }
        finally
        {
            Interlocked.Exchange(ref _deadline, NoDeadline);
            _hasGivenFrames = true;
            _health.RecognitionBeat();
        }
    }

    public async ValueTask DisposeAsync()
    {
        Interlocked.Exchange(ref _deadline, NoDeadline);
        await _timer.DisposeAsync().ConfigureAwait(false);
        await _camera.DisposeAsync().ConfigureAwait(false);
        _overdue.Dispose();
    }

    private long After(TimeSpan wait) => _time.GetTimestamp() + (long)(wait.TotalSeconds * _time.TimestampFrequency);

    private void Check()
    {
        var deadline = Interlocked.Read(ref _deadline);
        if (deadline == NoDeadline)
        {
            return;
        }

        if (_time.GetTimestamp() < deadline)
        {
            // A loop that waits for a frame, or loads models meanwhile, is not one that stands still. One that waits longer than this is.
            _health.RecognitionBeat();
        }
        else
        {
            try
            {
                _overdue.Cancel();
            }
            catch (ObjectDisposedException)
            {
                // Not every provider's timer waits for its callback when it is disposed: the camera has just been given up.
            }
        }
    }

    private CameraException Overdue()
    {
        var wait = _hasGivenFrames ? _options.StallTime : _options.FirstFrameTime;
        return new CameraException(string.Create(
            CultureInfo.InvariantCulture, $"The camera has given no frame for {wait.TotalSeconds:0.#} s. Check its cable; it is started again."));
    }
}
