using DoorFace.Core.Imaging;
using DoorFace.Device.Camera;
using DoorFace.Host.Supervision;

namespace DoorFace.Host.Recognition;

/// <summary>A camera that is given up when it does not start, gives no first frame, or stops giving frames. Reading allocates nothing while frames come.</summary>
internal sealed class SupervisedCamera : IAsyncDisposable
{
    // A loop that only waits is not one that stands still; so often it says so.
    private static readonly TimeSpan Piece = TimeSpan.FromSeconds(1);

    private readonly ICamera _camera;
    private readonly RecognitionOptions _options;
    private readonly LoopHealth _health;
    private readonly TimeProvider _time;
    private readonly CancellationToken _stopping;
    private CancellationTokenSource _limit;
    private CancellationTokenRegistration _stop;
    private bool _hasGivenFrames;

    public SupervisedCamera(ICamera camera, RecognitionOptions options, LoopHealth health, TimeProvider time, CancellationToken stopping)
    {
        (_camera, _options, _health, _time, _stopping) = (camera, options, health, time, stopping);
        (_limit, _stop) = NewLimit();
    }

    public long DroppedFrames => _camera.DroppedFrames;

    /// <exception cref="CameraException">It cannot start, or has not in time.</exception>
    public async Task StartAsync()
    {
        using var limit = new CancellationTokenSource(_options.FirstFrameTime, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, _stopping);
        try
        {
            await _camera.StartAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!_stopping.IsCancellationRequested)
        {
            throw new CameraException($"The camera has not started within {_options.FirstFrameTime.TotalSeconds:0.#} s. Check its cable; it is started again.");
        }
    }

    /// <summary>The newest frame, waiting for one if need be; null when no more come. The caller disposes it.</summary>
    /// <exception cref="CameraException">It failed, or has given no frame for too long.</exception>
    /// <exception cref="OperationCanceledException">The service was asked to stop.</exception>
    public Frame? Read()
    {
        var longest = _hasGivenFrames ? _options.StallTime : _options.FirstFrameTime;
        for (var left = longest; left > TimeSpan.Zero; left -= Piece)
        {
            try
            {
                _limit.CancelAfter(left < Piece ? left : Piece);
                var frame = _camera.Read(_limit.Token);
                _limit.CancelAfter(Timeout.InfiniteTimeSpan);
                _health.RecognitionBeat();
                _hasGivenFrames = true;
                return frame;
            }
            catch (OperationCanceledException) when (!_stopping.IsCancellationRequested)
            {
                _health.RecognitionBeat();
                Renew();
            }
        }

        throw new CameraException($"The camera has given no frame for {longest.TotalSeconds:0.#} s. Check its cable; it is started again.");
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.DisposeAsync().ConfigureAwait(false);
        _limit.Dispose();
        await _camera.DisposeAsync().ConfigureAwait(false);
    }

    private void Renew()
    {
        _stop.Dispose();
        _limit.Dispose();
        (_limit, _stop) = NewLimit();
    }

    private (CancellationTokenSource Limit, CancellationTokenRegistration Stop) NewLimit()
    {
        var limit = new CancellationTokenSource(Timeout.InfiniteTimeSpan, _time);
        return (limit, _stopping.UnsafeRegister(static limit => ((CancellationTokenSource)limit!).Cancel(), limit));
    }
}
