using DoorFace.Core.Imaging;
using DoorFace.Device.Camera;

namespace DoorFace.Simulator.Camera;

/// <summary>Another camera with faults put in, so that whatever relies on cameras can be shown to bear them. Frames are counted as they are read.</summary>
/// <param name="inner">The camera, not started; it belongs to this one.</param>
/// <param name="plan">Which faults, and when.</param>
/// <param name="firstFrame">Where in the plan to begin, for one that goes on where another ended.</param>
public sealed class FaultyCamera(ICamera inner, FaultPlan plan, long firstFrame = 0) : ICamera
{
    private readonly ManualResetEventSlim _disposed = new();
    private readonly FrameSpoiler _spoiler = new();
    private long _next = firstFrame;
    private FaultKind? _end;

    public long DroppedFrames => inner.DroppedFrames;

    /// <summary>Where in the plan the next frame will be.</summary>
    public long NextFrame => Interlocked.Read(ref _next);

    public Task StartAsync(CancellationToken cancellationToken) => inner.StartAsync(cancellationToken);

    public Frame? Read(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var fault = _end ?? plan.At(NextFrame);
        return fault switch
        {
            FaultKind.Stall => Stall(cancellationToken),
            FaultKind.Failure => Fail(),
            _ => Spoil(inner.Read(cancellationToken), fault),
        };
    }

    public async ValueTask DisposeAsync()
    {
        _disposed.Set();
        await inner.DisposeAsync().ConfigureAwait(false);
        _spoiler.Dispose();
    }

    private Frame? Spoil(Frame? frame, FaultKind? fault)
    {
        if (frame is null)
        {
            return null;
        }

        var number = NextFrame;
        Interlocked.Increment(ref _next);
        return _spoiler.Spoil(frame, fault, number, holds: plan.At(number + 1) is FaultKind.Frozen);
    }

    private Frame? Stall(CancellationToken cancellationToken)
    {
        End(FaultKind.Stall);
        _disposed.Wait(cancellationToken);
        return null;
    }

    private Frame? Fail()
    {
        End(FaultKind.Failure);
        return _disposed.IsSet ? null : throw new CameraException("The camera failed, as its fault plan says. Start it again.");
    }

    // The plan goes on behind it, for the camera that comes next.
    private void End(FaultKind kind)
    {
        if (_end is null)
        {
            _end = kind;
            Interlocked.Increment(ref _next);
        }
    }
}
