using DoorFace.Core.Imaging;
using DoorFace.Device.Camera;
using DoorFace.Simulator.Camera;

namespace DoorFace.Device.Tests.Camera;

public sealed class FaultyCameraTests
{
    private const int HangLimit = 60_000;

    [Theory]
    [InlineData(FrameFormat.Yuv420)]
    [InlineData(FrameFormat.Rgba32)]
    [InlineData(FrameFormat.Yuyv)]
    public async Task Only_the_frames_of_the_plan_are_spoiled(FrameFormat format)
    {
        await using var camera = await StartAsync(format, "garbage@1,truncated@3,black@5,over-exposed@7,wrong-size@9");
        var read = Read(camera, 11);

        foreach (var good in new[] { 0, 2, 4, 6, 8, 10 })
        {
            Assert.Equal(Original(format, good).Pixels.ToArray(), read[good].Pixels.ToArray());
        }

        Assert.True(read[1].Pixels.ToArray().Distinct().Count() > 100, "random bytes are of many values");
        var half = read[3].Pixels.Length / 2;
        Assert.Equal(Original(format, 3).Pixels[..half].ToArray(), read[3].Pixels[..half].ToArray());
        Assert.Equal(-1, read[3].Pixels[half..].IndexOfAnyExcept((byte)0));
        Assert.All(Brightness(read[5]), value => Assert.Equal(0, value));
        Assert.All(Brightness(read[7]), value => Assert.Equal(255, value));
        Assert.Equal((format, 16, 8), (read[9].Format, read[9].Width, read[9].Height));
        Assert.Equal(Enumerable.Range(0, 11).Select(i => (long)i), read.Select(frame => frame.Sequence));
    }

    [Fact]
    public async Task A_frozen_camera_shows_the_frame_before_again_with_numbers_that_go_on()
    {
        await using var camera = await StartAsync(FrameFormat.Yuv420, "frozen@3x3");
        var read = Read(camera, 8);

        Assert.Equal([0, 1, 2, 2, 2, 2, 6, 7], read.Select(frame => frame.Pixels[0] - 1));
        Assert.Equal(7, read[^1].Sequence);
    }

    [Fact]
    public async Task The_same_garbage_comes_every_time()
    {
        await using var one = await StartAsync(FrameFormat.Yuv420, "garbage@0");
        await using var other = await StartAsync(FrameFormat.Yuv420, "garbage@0");

        Assert.Equal(Read(one, 1)[0].Pixels.ToArray(), Read(other, 1)[0].Pixels.ToArray());
    }

    [Fact(Timeout = HangLimit)]
    public async Task A_stalled_camera_sends_no_frame_until_it_is_disposed()
    {
        var camera = await StartAsync(FrameFormat.Yuv420, "stall@2");
        Read(camera, 2);
        using var cancelled = new CancellationTokenSource();
        var first = camera.ReadAsync(cancelled.Token).AsTask();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);

        var second = camera.ReadAsync(TestContext.Current.CancellationToken).AsTask();
        Assert.False(second.IsCompleted);
        await camera.DisposeAsync();

        Assert.Null(await second);
    }

    [Fact]
    public async Task A_camera_that_failed_fails_every_read_and_the_plan_goes_on_with_the_next()
    {
        await using var camera = await StartAsync(FrameFormat.Yuv420, "failure@2");
        Read(camera, 2);
        Assert.Throws<CameraException>(() => camera.Read(TestContext.Current.CancellationToken));
        Assert.Throws<CameraException>(() => camera.Read(TestContext.Current.CancellationToken));

        await using var next = await StartAsync(FrameFormat.Yuv420, "failure@2", camera.NextFrame);

        Assert.Equal(3, camera.NextFrame);
        Assert.Equal(3, Read(next, 3).Count);
    }

    private static async Task<FaultyCamera> StartAsync(FrameFormat format, string plan, long firstFrame = 0)
    {
        var frames = new RecordedCamera(
            Enumerable.Range(0, 100).Select(i => Original(format, i)), new RecordedCameraOptions { Pace = ReplayPace.Fastest }, TimeProvider.System);
        var camera = new FaultyCamera(frames, FaultPlan.Parse(plan), firstFrame);
        await camera.StartAsync(TestContext.Current.CancellationToken);
        return camera;
    }

    private static List<Frame> Read(FaultyCamera camera, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => camera.Read(TestContext.Current.CancellationToken)!)];

    private static Frame Original(FrameFormat format, int number)
    {
        var frame = new Frame(format, 32, 16);
        frame.Pixels.Fill((byte)(number + 1));
        return frame;
    }

    private static byte[] Brightness(Frame frame) => frame.Format == FrameFormat.Rgba32
        ? [.. frame.Pixels]
        : [.. Enumerable.Range(0, 16).SelectMany(y => Enumerable.Range(0, 32).Select(x => frame.Luma.Bytes[(y * frame.Luma.Stride) + (x * frame.Luma.Step)]))];
}
