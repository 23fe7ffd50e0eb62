using System.Globalization;
using DoorFace.Core.Imaging;
using DoorFace.Device.Camera;
using DoorFace.Host.Supervision;

namespace DoorFace.Host.Recognition;

/// <summary>A camera that is given up when it does not start, gives no first frame, or stops giving frames. Reading allocates nothing while frames come.</summary>
internal sealed class SupervisedCamera : IAsyncDisposable
{
    // So often it is looked whether a frame is overdue. A timer for each frame would cost more than an empty scene's frame itself.
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(0.25);

    private readonly ICamera _camera;
    private readonly RecognitionOptions _options;
    private readonly LoopHealth _health;
    private readonly TimeProvider _time;
    private readonly CancellationToken _stopping;
    private readonly CancellationTokenSource _overdue;
    private readonly ITimer _timer;
    private long _waitingSince = long.MaxValue;
    private bool _hasGivenFrames;

    public SupervisedCamera(ICamera camera, RecognitionOptions options, LoopHealth health, TimeProvider time, CancellationToken stopping)
    {
        (_camera, _options, _health, _time, _stopping) = (camera, options, health, time, stopping);
        _overdue = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        _timer = time.CreateTimer(static camera => ((SupervisedCamera)camera!).Check(), this, Interval, Interval);
    }

    public long DroppedFrames => _camera.DroppedFrames;

    private TimeSpan Longest => _hasGivenFrames ? _options.StallTime : _options.FirstFrameTime;

    /// <exception cref="CameraException">It cannot start, or has not in time.</exception>
    public async Task StartAsync()
    {
        BeginWait();
        try
        {
            await _camera.StartAsync(_overdue.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!_stopping.IsCancellationRequested)
        {
            throw Overdue();
        }
        finally
        {
            EndWait();
        }
    }

    /// <summary>The newest frame, waiting for one if need be; null when no more come. The caller disposes it.</summary>
    /// <exception cref="CameraException">It failed, or has given no frame for too long.</exception>
    /// <exception cref="OperationCanceledException">The service was asked to stop.</exception>
    public Frame? Read()
    {
        BeginWait();
        try
        {
            var frame = _camera.Read(_overdue.Token);
            _hasGivenFrames = true;
            return frame;
        }
        catch (OperationCanceledException) when (!_stopping.IsCancellationRequested)
        {
            throw Overdue();
        }
        finally
        {
            EndWait();
            _health.RecognitionBeat();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _timer.DisposeAsync().ConfigureAwait(false);
        await _camera.DisposeAsync().ConfigureAwait(false);
        _overdue.Dispose();
    }

    private void BeginWait() => Interlocked.Exchange(ref _waitingSince, _time.GetTimestamp());

    private void EndWait() => Interlocked.Exchange(ref _waitingSince, long.MaxValue);

    private void Check()
    {
        var since = Interlocked.Read(ref _waitingSince);
        if (since == long.MaxValue)
        {
            return;
        }

        // A loop that waits for a frame is not one that stands still.
        _health.RecognitionBeat();
        if (_time.GetElapsedTime(since) >= Longest)
        {
            _overdue.Cancel();
        }
    }

    private CameraException Overdue() => new(string.Create(
        CultureInfo.InvariantCulture, $"The camera has given no frame for {Longest.TotalSeconds:0.#} s. Check its cable; it is started again."));
}
