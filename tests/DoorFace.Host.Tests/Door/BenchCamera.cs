using DoorFace.Core.Imaging;
using DoorFace.Device.Camera;
using DoorFace.Device.Time;

namespace DoorFace.Host.Tests.Door;

/// <summary>A camera in a dark room that can be made to stall; frames come when they are asked for, every tenth of a second.</summary>
internal sealed class BenchCamera(TimeProvider time, Func<bool> stalls, Action onStart) : ICamera
{
    private readonly FramePool _frames = new(FrameFormat.Rgba32, 320, 240);

    public long DroppedFrames => 0;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        onStart();
        return Task.CompletedTask;
    }

    public Frame? Read(CancellationToken cancellationToken)
    {
        Task.Delay(stalls() ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(0.1), time, cancellationToken).GetAwaiter().GetResult();
        var frame = _frames.Rent();
        frame.CapturedAt = time.GetMonotonicInstant();
        return frame;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
