using DoorFace.Core.Imaging;
using DoorFace.Device.Camera;
using Microsoft.Extensions.Time.Testing;

namespace DoorFace.Device.Tests.Camera;

public sealed class RecordedCameraTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly FakeTimeProvider _time = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_frame_comes_at_the_start_and_then_one_every_interval()
    {
        await using var camera = Camera(Frames(3));
        await camera.StartAsync(Cancellation);
        using var first = await camera.ReadAsync(Cancellation);
        var second = camera.ReadAsync(Cancellation);

        _time.Advance(Interval - TimeSpan.FromMilliseconds(1));
        Assert.False(second.IsCompleted);

        _time.Advance(TimeSpan.FromMilliseconds(1));
        using var frame = await second;
        Assert.NotNull(first);
        Assert.Equal(1, frame?.Sequence);
        Assert.Equal(Interval, frame!.CapturedAt - first.CapturedAt);
    }

    [Fact]
    public async Task A_recording_ends_with_null()
    {
        await using var camera = Camera(Frames(2));
        await camera.StartAsync(Cancellation);

        Assert.Equal([0, 1], await ReadToEndAsync(camera));
        Assert.Equal(0, camera.DroppedFrames);
    }

    [Fact]
    public async Task A_loop_begins_again_and_counts_on()
    {
        await using var camera = Camera(Frames(2), loop: true);
        await camera.StartAsync(Cancellation);

        List<(long Sequence, byte Grey)> seen = [];
        for (var i = 0; i < 5; i++)
        {
            using var frame = await camera.ReadAsync(Cancellation);
            seen.Add((frame!.Sequence, frame.Pixels[0]));
            _time.Advance(Interval);
        }

        Assert.Equal([(0, 0), (1, 1), (2, 0), (3, 1), (4, 0)], seen);
    }

    [Fact]
    public async Task A_recording_that_cannot_begin_fails_the_start()
    {
        await using var camera = Camera(new ImageRecording(["/nowhere"], new OneColourDecoder()));

        var fault = await Assert.ThrowsAsync<CameraException>(() => camera.StartAsync(Cancellation));

        Assert.Contains("/nowhere", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_recording_without_frames_fails_the_start_even_in_a_loop()
    {
        await using var camera = Camera([], loop: true);

        await Assert.ThrowsAsync<CameraException>(() => camera.StartAsync(Cancellation));
    }

    [Fact]
    public async Task A_fault_in_the_middle_comes_after_the_frames_before_it()
    {
        var fault = new CameraException("The picture is broken.");
        await using var camera = Camera(Frames(2).Concat(Throw(fault)));
        await camera.StartAsync(Cancellation);

        using var first = await camera.ReadAsync(Cancellation);
        _time.Advance(Interval);
        using var second = await camera.ReadAsync(Cancellation);

        Assert.Equal(1, second?.Sequence);
        Assert.Same(fault, await Assert.ThrowsAsync<CameraException>(async () => await camera.ReadAsync(Cancellation)));
    }

    [Fact]
    public async Task Any_other_fault_of_a_recording_is_told_as_the_cameras()
    {
        var fault = new InvalidOperationException("out of tape");
        await using var camera = Camera(Throw(fault));

        var told = await Assert.ThrowsAsync<CameraException>(() => camera.StartAsync(Cancellation));

        Assert.Same(fault, told.InnerException);
        Assert.Contains("out of tape", told.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stopping_releases_the_recording_and_the_frame_made_ready()
    {
        var frames = Frames(3).ToArray();
        var released = false;
        var camera = Camera(Release(frames, () => released = true));
        await camera.StartAsync(Cancellation);
        (await camera.ReadAsync(Cancellation))!.Dispose();

        await camera.DisposeAsync();

        Assert.True(released);
        Assert.Throws<ObjectDisposedException>(() => frames[1].Pixels.Length);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1001)]
    [InlineData(double.NaN)]
    public void A_frame_rate_out_of_range_is_refused(double rate) =>
        Assert.Throws<ArgumentOutOfRangeException>(
            () => new RecordedCamera(Frames(1), new RecordedCameraOptions { FramesPerSecond = rate }, _time));

    private RecordedCamera Camera(IEnumerable<Frame> recording, bool loop = false) =>
        new(recording, new RecordedCameraOptions { FramesPerSecond = 10, Loop = loop }, _time);

    private async Task<List<long>> ReadToEndAsync(RecordedCamera camera)
    {
        List<long> seen = [];
        while (await camera.ReadAsync(Cancellation) is { } frame)
        {
            seen.Add(frame.Sequence);
            frame.Dispose();
            _time.Advance(Interval);
        }

        return seen;
    }

    private static IEnumerable<Frame> Frames(int count)
    {
        for (var i = 0; i < count; i++)
        {
            var frame = new Frame(FrameFormat.Rgba32, 2, 2);
            frame.Pixels.Fill((byte)i);
            yield return frame;
        }
    }

    private static IEnumerable<Frame> Throw(Exception fault)
    {
        foreach (var none in Array.Empty<Frame>())
        {
            yield return none;
        }

        throw fault;
    }

    private static IEnumerable<Frame> Release(IEnumerable<Frame> frames, Action released)
    {
        try
        {
            foreach (var frame in frames)
            {
                yield return frame;
            }
        }
        finally
        {
            released();
        }
    }
}
