using System.Diagnostics;
using DoorFace.Core.Imaging;
using DoorFace.Device.Camera;
using DoorFace.Device.Camera.V4l2;
using DoorFace.Device.Kernel;

namespace DoorFace.Device.Tests.Camera.V4l2;

/// <summary>Against the kernel's own test camera: what goes wrong, and what is left behind.</summary>
[Collection(nameof(VividCamera))]
[Trait("Category", "Camera")]
public sealed class V4l2FaultInjectionTests
{
    private const int HangLimit = 120_000;

    private readonly VividCamera _vivid = VividCamera.First();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact(Timeout = HangLimit)]
    public async Task A_frame_that_the_driver_marks_as_damaged_is_left_out_and_counted()
    {
        await using var camera = Camera();
        await camera.StartAsync(TestContext.Current.CancellationToken);
        var read = 0L;

        var before = await MissingAsync();
        _vivid.Set("Inject V4L2_BUF_FLAG_ERROR");
        long missing;
        do
        {
            missing = await MissingAsync();
        }
        while (missing == before);

        async Task<long> MissingAsync()
        {
            using var frame = await ReadAsync(camera);
            read++;
            var missing = frame.Sequence + 1 - read;
            Assert.True(camera.DroppedFrames >= missing, $"{missing} frames are missing, but only {camera.DroppedFrames} were counted");
            return missing;
        }
    }

    [Fact(Timeout = HangLimit)]
    public async Task A_camera_whose_thread_does_not_come_back_is_left_behind()
    {
        using var held = new ManualResetEventSlim();
        using var entered = new ManualResetEventSlim();
        var camera = new V4l2Camera(_vivid.Options, new OneByteDecoder(), new HeldTime(entered, held));
        await camera.StartAsync(TestContext.Current.CancellationToken);
        await Task.Run(() => entered.Wait(Cancellation), Cancellation);
        var before = Left();

        await camera.DisposeAsync();

        // Its thread still uses them.
        Assert.Equal(before, Left());
        held.Set();
        while (Left().Mapped != 0 || Left().Cameras != 0)
        {
            Cancellation.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    [Fact(Timeout = HangLimit)]
    public async Task A_camera_that_is_unplugged_ends_the_reading_and_can_be_started_again()
    {
        await using (var camera = Camera())
        {
            await camera.StartAsync(TestContext.Current.CancellationToken);
            (await ReadAsync(camera)).Dispose();

            _vivid.Set("Disconnect");
            var fault = await EndOf(camera);

            Assert.Contains($"The camera {_vivid.Path} was unplugged", fault.Message, StringComparison.Ordinal);
        }

        await RequireFrameAsync();
    }

    [Fact(Timeout = HangLimit)]
    public async Task A_camera_that_fails_by_itself_ends_the_reading_and_can_be_started_again()
    {
        await using (var camera = Camera())
        {
            await camera.StartAsync(TestContext.Current.CancellationToken);
            (await ReadAsync(camera)).Dispose();

            _vivid.Set("Inject Fatal Streaming Error");
            var fault = await EndOf(camera);

            Assert.Contains(_vivid.Path, fault.Message, StringComparison.Ordinal);
            Assert.Contains("plug it in again", fault.Message, StringComparison.Ordinal);
        }

        await RequireFrameAsync();
    }

    [Theory(Timeout = HangLimit)]
    [InlineData("Inject VIDIOC_REQBUFS Error", "did not make buffers")]
    [InlineData("Inject VIDIOC_QBUF Error", "did not take a buffer")]
    [InlineData("Inject VIDIOC_STREAMON Error", "did not start")]
    public async Task A_start_that_fails_leaves_nothing_open(string injected, string told)
    {
        var before = Left();
        await using (var camera = Camera())
        {
            _vivid.Set(injected);

            var fault = await Assert.ThrowsAsync<CameraException>(() => camera.StartAsync(TestContext.Current.CancellationToken));

            Assert.Contains($"The camera {_vivid.Path} {told}", fault.Message, StringComparison.Ordinal);
        }

        Assert.Equal(before, Left());
        await RequireFrameAsync();
    }

    [Fact(Timeout = HangLimit)]
    public async Task Starting_and_stopping_again_and_again_leaves_nothing_open()
    {
        await RequireFrameAsync();
        var before = Left();

        for (var i = 0; i < 20; i++)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await RequireFrameAsync();
        }

        Assert.Equal(before, Left());
    }

    [Fact(Timeout = HangLimit)]
    public async Task A_camera_in_use_is_told_with_the_program_that_has_it_open()
    {
        // The two cameras are one process, which is not told of itself; the other program only has the device open.
        using var other = Process.Start("sh", ["-c", $"exec sleep 1000 <>{_vivid.Path}"]);
        await using var camera = Camera();
        await camera.StartAsync(TestContext.Current.CancellationToken);
        await using var late = Camera();

        while (File.ReadAllText($"/proc/{other.Id}/comm").Trim() != "sleep")
        {
            Cancellation.ThrowIfCancellationRequested();
        }

        var fault = await Assert.ThrowsAsync<CameraException>(() => late.StartAsync(TestContext.Current.CancellationToken));
        other.Kill();
        await other.WaitForExitAsync(Cancellation);

        Assert.Contains($"The camera {_vivid.Path} is in use by 'sleep' (process {other.Id})", fault.Message, StringComparison.Ordinal);
        (await ReadAsync(camera)).Dispose();
    }

    [Fact(Timeout = HangLimit)]
    public async Task A_format_that_is_not_offered_is_told_with_those_that_are()
    {
        await using var camera = new V4l2Camera(
            _vivid.Options with { Format = V4l2Format.Mjpg }, new OneByteDecoder(), TimeProvider.System);

        var fault = await Assert.ThrowsAsync<CameraException>(() => camera.StartAsync(TestContext.Current.CancellationToken));

        Assert.Contains("offers no Mjpg, but YU12", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public unsafe void The_drivers_buffers_are_zeroed_before_they_are_given_back()
    {
        using var device = new V4l2Device(_vivid.Path);
        var format = device.Set(new V4l2Mode(V4l2Format.Yuyv, 640, 480, []));
        byte* seen;
        using (var stream = new V4l2Stream(device))
        {
            V4l2Buffer buffer;
            while (!stream.TryDequeue(out buffer))
            {
                Cancellation.ThrowIfCancellationRequested();
            }

            Assert.Equal(0u, buffer.Index);
            // The same memory, mapped once more.
            Assert.Equal(0, SystemCalls.Map(device.File, format.SizeImage, buffer.Offset, out seen));
            Assert.True(new ReadOnlySpan<byte>(seen, format.SizeImage).ContainsAnyExcept((byte)0));
        }

        Assert.False(new ReadOnlySpan<byte>(seen, format.SizeImage).ContainsAnyExcept((byte)0));
        SystemCalls.Unmap(seen, format.SizeImage);
    }

    private V4l2Camera Camera() => new(_vivid.Options, new OneByteDecoder(), TimeProvider.System);

    private static async Task<Frame> ReadAsync(V4l2Camera camera) =>
        await camera.ReadAsync(Cancellation) ?? throw new InvalidOperationException("The camera ended before the test did.");

    private async Task RequireFrameAsync()
    {
        await using var camera = Camera();
        await camera.StartAsync(TestContext.Current.CancellationToken);
        using var frame = await ReadAsync(camera);
        Assert.Equal(480, frame.Height);
    }

    private static async Task<CameraException> EndOf(V4l2Camera camera) => await Assert.ThrowsAsync<CameraException>(async () =>
    {
        while (true)
        {
            (await ReadAsync(camera)).Dispose();
        }
    });

    /// <summary>How many descriptors of the camera and of events are open, and how much of the camera is mapped.</summary>
    private (int Cameras, int Events, int Mapped) Left()
    {
        var open = Directory.EnumerateFileSystemEntries("/proc/self/fd").Select(file => new FileInfo(file).LinkTarget).ToList();
        return (
            open.Count(target => target == _vivid.Path),
            open.Count(target => target?.Contains("[eventfd]", StringComparison.Ordinal) ?? false),
            File.ReadLines("/proc/self/maps").Count(line => line.Contains(_vivid.Path, StringComparison.Ordinal)));
    }

    /// <summary>Does not tell the time until it may.</summary>
    private sealed class HeldTime(ManualResetEventSlim entered, ManualResetEventSlim held) : TimeProvider
    {
        public override long GetTimestamp()
        {
            entered.Set();
            held.Wait();
            return System.GetTimestamp();
        }
    }
}
