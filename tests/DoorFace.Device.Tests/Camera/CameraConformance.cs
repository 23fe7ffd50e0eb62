using DoorFace.Core.Imaging;
using DoorFace.Core.Time;
using DoorFace.Device.Camera;

namespace DoorFace.Device.Tests.Camera;

/// <summary>
/// What the recognition relies on from any camera. A camera inherits these tests and says how to make one that does not end by itself.
/// Frames are awaited, never timed: the limit only ends a test that hangs.
/// </summary>
public abstract class CameraConformance
{
    private const int HangLimit = 60_000;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>A camera that was not started.</summary>
    protected abstract ICamera CreateCamera();

    /// <summary>Lets the camera take a frame more; a camera with a clock of its own has nothing to do but let time pass.</summary>
    protected abstract Task LetItTakeAFrameAsync();

    [Fact(Timeout = HangLimit)]
    public async Task Frames_are_counted_from_zero_and_their_instants_never_go_back()
    {
        await using var camera = CreateCamera();
        await camera.StartAsync(TestContext.Current.CancellationToken);

        var last = await ReadAsync(camera);
        Assert.True(last.Sequence <= camera.DroppedFrames, $"frame {last.Sequence} came first, and {camera.DroppedFrames} were dropped");
        for (var i = 0; i < 5; i++)
        {
            var next = await ReadAsync(camera);
            Assert.True(next.Sequence > last.Sequence, $"frame {next.Sequence} came after frame {last.Sequence}");
            Assert.True(next.CapturedAt >= last.CapturedAt, $"frame {next.Sequence} was taken before the one that it follows");
            last = next;
        }
    }

    [Fact(Timeout = HangLimit)]
    public async Task A_frame_holds_a_picture()
    {
        await using var camera = CreateCamera();
        await camera.StartAsync(TestContext.Current.CancellationToken);

        using var frame = await ReadFrameAsync(camera);

        Assert.Equal(Frame.SizeInBytes(frame.Format, frame.Width, frame.Height, frame.Stride), frame.Pixels.Length);
        Assert.Contains(frame.Pixels.ToArray(), value => value != 0);
    }

    [Fact(Timeout = HangLimit)]
    public async Task A_late_reader_gets_the_newest_frame_and_every_gap_is_counted()
    {
        await using var camera = CreateCamera();
        await camera.StartAsync(TestContext.Current.CancellationToken);
        while (camera.DroppedFrames == 0)
        {
            await LetItTakeAFrameAsync();
            Cancellation.ThrowIfCancellationRequested();
        }

        using var frame = await ReadFrameAsync(camera);

        Assert.True(frame.Sequence > 0);
        Assert.True(camera.DroppedFrames >= frame.Sequence, $"frame {frame.Sequence} was read first, but only {camera.DroppedFrames} were dropped");
    }

    [Fact(Timeout = HangLimit)]
    public async Task A_cancelled_read_leaves_the_camera_usable()
    {
        await using var camera = CreateCamera();
        await camera.StartAsync(TestContext.Current.CancellationToken);
        using (await ReadFrameAsync(camera))
        {
        }

        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await camera.ReadAsync(cancelled.Token));

        using var frame = await ReadFrameAsync(camera);
        Assert.True(frame.Sequence > 0);
    }

    [Fact(Timeout = HangLimit)]
    public async Task Disposing_ends_a_read_that_waits_and_those_that_follow()
    {
        var camera = CreateCamera();
        await camera.StartAsync(TestContext.Current.CancellationToken);
        var waiting = camera.ReadAsync(Cancellation).AsTask();
        while (waiting.IsCompleted)
        {
            (await waiting)?.Dispose();
            waiting = camera.ReadAsync(Cancellation).AsTask();
        }

        await camera.DisposeAsync();
        await camera.DisposeAsync();

        // A frame may still have come between the look and the end.
        (await waiting)?.Dispose();
        Assert.Null(await camera.ReadAsync(Cancellation));
    }

    [Fact(Timeout = HangLimit)]
    public async Task A_camera_starts_once()
    {
        await using var camera = CreateCamera();
        await camera.StartAsync(TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<InvalidOperationException>(() => camera.StartAsync(TestContext.Current.CancellationToken));
    }

    [Fact(Timeout = HangLimit)]
    public async Task A_camera_that_was_never_started_can_be_disposed()
    {
        var camera = CreateCamera();
        await camera.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => camera.StartAsync(TestContext.Current.CancellationToken));
    }

    private async Task<(long Sequence, MonotonicInstant CapturedAt)> ReadAsync(ICamera camera)
    {
        using var frame = await ReadFrameAsync(camera);
        return (frame.Sequence, frame.CapturedAt);
    }

    private async Task<Frame> ReadFrameAsync(ICamera camera)
    {
        var read = camera.ReadAsync(Cancellation).AsTask();
        while (!read.IsCompleted)
        {
            await LetItTakeAFrameAsync();
        }

        return await read ?? throw new InvalidOperationException("The camera ended before the test did.");
    }
}
