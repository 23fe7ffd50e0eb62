using DoorFace.Core.Imaging;
using DoorFace.Device.Camera;
using DoorFace.Device.Time;

namespace DoorFace.Host.Tests.Door;

/// <summary>A camera of an empty grey room that can be made to stall, and to show other pictures; frames come when they are asked for, every tenth of a second.</summary>
internal sealed class BenchCamera(TimeProvider time, Func<bool> stalls, Func<PictureCondition> picture, Action onStart) : ICamera
{
    private readonly FramePool _frames = new(FrameFormat.Rgba32, 320, 240);

    private int _noise;

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
        frame.Pixels.Fill(picture() switch
        {
            PictureCondition.TooDark => 12,
            PictureCondition.Black => 0,
            PictureCondition.OverExposed => 255,
            _ => 110,
        });
        if (picture() != PictureCondition.Frozen)
        {
            // Noise, of the smallest kind; all over, for nobody looks at every pixel.
            frame.Pixels.Fill((byte)(frame.Pixels[0] ^ (_noise++ & 1)));
        }

        frame.CapturedAt = time.GetMonotonicInstant();
        return frame;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
