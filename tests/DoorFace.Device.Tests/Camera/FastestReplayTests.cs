using DoorFace.Core.Imaging;
using DoorFace.Device.Camera;

namespace DoorFace.Device.Tests.Camera;

public sealed class FastestReplayTests
{
    private const int HangLimit = 60_000;

    [Fact(Timeout = HangLimit)]
    public async Task Every_frame_is_read_whatever_the_frame_rate_and_however_slow_the_reader()
    {
        await using var camera = Camera(5000);
        await camera.StartAsync(TestContext.Current.CancellationToken);

        for (var i = 0; i < 5000; i++)
        {
            using var frame = camera.Read(TestContext.Current.CancellationToken)!;
            Assert.Equal(i, frame.Sequence);
            Thread.SpinWait(i % 7 * 1000);
        }

        Assert.Null(camera.Read(TestContext.Current.CancellationToken));
        Assert.Equal(0, camera.DroppedFrames);
    }

    [Fact(Timeout = HangLimit)]
    public async Task Disposing_ends_the_wait_for_a_reader_that_never_comes()
    {
        var camera = Camera(100);
        await camera.StartAsync(TestContext.Current.CancellationToken);

        await camera.DisposeAsync();

        Assert.Null(camera.Read(TestContext.Current.CancellationToken));
    }

    [Fact(Timeout = HangLimit)]
    public async Task The_whole_way_from_a_file_to_the_reader_allocates_nothing_for_a_frame()
    {
        const int frames = 400;
        using var folder = new PictureFolder();
        var path = folder.Add("a.y4m", Y4mFile.Frames(100));
        await using var camera = new RecordedCamera(
            new Y4mRecording(path), new RecordedCameraOptions { Loop = true, Pace = ReplayPace.Fastest }, TimeProvider.System);
        await camera.StartAsync(TestContext.Current.CancellationToken);
        Read(frames);

        // Of the reader's thread; the tests at the same time have the others, and the recording's own is measured with the recording.
        var before = GC.GetAllocatedBytesForCurrentThread();
        Read(frames);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1000);

        void Read(int count)
        {
            for (var i = 0; i < count; i++)
            {
                camera.Read(TestContext.Current.CancellationToken)!.Dispose();
            }
        }
    }

    // Once an hour, if it were not the fastest.
    private static RecordedCamera Camera(int count) => new(
        Enumerable.Range(0, count).Select(_ => new Frame(FrameFormat.Rgba32, 1, 1)),
        new RecordedCameraOptions { FramesPerSecond = 1.0 / 3600, Pace = ReplayPace.Fastest },
        TimeProvider.System);
}
