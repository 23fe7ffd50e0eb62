using DoorFace.Core.Imaging;
using DoorFace.Device.Camera;
using DoorFace.Device.Time;

namespace DoorFace.Host.Tests.Door;

/// <summary>
/// A camera of an empty grey room that can be made to stall, and to show other pictures, people too; frames come when they are asked for, every tenth of a
/// second.
/// </summary>
internal sealed class BenchCamera(TimeProvider time, BenchScene scene, Action onStart) : ICamera
{
    public static readonly TimeSpan FrameTime = TimeSpan.FromSeconds(0.1);

    private readonly FramePool _frames = new(FrameFormat.Rgba32, BenchScene.Width, BenchScene.Height);

    private int _noise;

    public long DroppedFrames => 0;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        onStart();
        return Task.CompletedTask;
    }

    public Frame? Read(CancellationToken cancellationToken)
    {
        // The timer first: as soon as the question is counted, the test lets time pass.
        var wait = Task.Delay(scene.Stalls ? Timeout.InfiniteTimeSpan : FrameTime, time, cancellationToken);
        scene.Ask();
        wait.GetAwaiter().GetResult();
        var frame = _frames.Rent();
        frame.CapturedAt = time.GetMonotonicInstant();
        if (scene.Next() is { } shown)
        {
            shown.CopyTo(frame.Pixels);
            return frame;
        }

        frame.Pixels.Fill(scene.Picture switch
        {
            PictureCondition.TooDark => 12,
            PictureCondition.Black => 0,
            PictureCondition.OverExposed => 255,
            _ => 110,
        });
        if (scene.Picture != PictureCondition.Frozen)
        {
            // Noise, of the smallest kind; all over, for nobody looks at every pixel.
            frame.Pixels.Fill((byte)(frame.Pixels[0] ^ (_noise++ & 1)));
        }

        return frame;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
