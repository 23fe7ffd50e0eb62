using DoorFace.Core.Imaging;
using DoorFace.Device.Camera.V4l2;
using DoorFace.Device.Time;

namespace DoorFace.Device.Tests.Camera.V4l2;

/// <summary>Against the kernel's own test camera: what comes in a frame.</summary>
[Collection(nameof(VividCamera))]
[Trait("Category", "Camera")]
public sealed class V4l2CameraTests
{
    private const int HangLimit = 120_000;

    // White, yellow, cyan, green, magenta, red, blue and black, at three quarters.
    private static readonly (int Red, int Green, int Blue)[] Bars =
        [(191, 191, 191), (191, 191, 0), (0, 191, 191), (0, 191, 0), (191, 0, 191), (191, 0, 0), (0, 0, 191), (0, 0, 0)];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory(Timeout = HangLimit)]
    [InlineData(V4l2Format.Yu12, FrameFormat.Yuv420)]
    [InlineData(V4l2Format.Nv12, FrameFormat.Nv12)]
    [InlineData(V4l2Format.Yuyv, FrameFormat.Yuyv)]
    public async Task The_colours_of_the_test_picture_come_out(V4l2Format format, FrameFormat frameFormat)
    {
        await using var camera = Camera(VividCamera.First().Options with { Format = format });
        await camera.StartAsync(TestContext.Current.CancellationToken);

        using var frame = await ReadAsync(camera);

        Assert.Equal((frameFormat, 640, 480), (frame.Format, frame.Width, frame.Height));
        var seen = Enumerable.Range(0, Bars.Length).Select(bar => Colour(frame, ((2 * bar) + 1) * frame.Width / 16, frame.Height * 3 / 4)).ToArray();
        Assert.All(Bars.Zip(seen), pair =>
        {
            Assert.InRange(pair.Second.Red, pair.First.Red - 12, pair.First.Red + 12);
            Assert.InRange(pair.Second.Green, pair.First.Green - 12, pair.First.Green + 12);
            Assert.InRange(pair.Second.Blue, pair.First.Blue - 12, pair.First.Blue + 12);
        });
    }

    [Theory(Timeout = HangLimit)]
    [InlineData(640, 480, 640, 480)]
    [InlineData(300, 100, 320, 180)]
    [InlineData(640, 300, 640, 360)]
    [InlineData(1000, 600, 1280, 720)]
    public async Task The_camera_takes_the_size_that_fits_best(int width, int height, int chosenWidth, int chosenHeight)
    {
        await using var camera = Camera(VividCamera.First().Options with { Width = width, Height = height });
        await camera.StartAsync(TestContext.Current.CancellationToken);

        using var frame = await ReadAsync(camera);

        Assert.Equal((chosenWidth, chosenHeight), (frame.Width, frame.Height));
        Assert.Equal((V4l2Format.Yu12, chosenWidth, chosenHeight), (camera.Mode!.Format, camera.Mode.Width, camera.Mode.Height));
    }

    [Fact(Timeout = HangLimit)]
    public async Task A_frame_bears_the_instant_at_which_the_kernel_took_it()
    {
        var before = TimeProvider.System.GetMonotonicInstant();
        await using var camera = Camera(VividCamera.First().Options);
        await camera.StartAsync(TestContext.Current.CancellationToken);

        using var frame = await ReadAsync(camera);

        Assert.True(frame.CapturedAt > before, $"the frame was taken {before - frame.CapturedAt} before the start");
        Assert.True(frame.CapturedAt < TimeProvider.System.GetMonotonicInstant());
    }

    [Fact(Timeout = HangLimit)]
    public async Task Reading_frames_allocates_nothing()
    {
        await using var camera = Camera(VividCamera.First().Options);
        await camera.StartAsync(TestContext.Current.CancellationToken);

        // The whole process is measured, for the camera has a thread of its own: others may disturb, so one quiet while is enough.
        var allocated = long.MaxValue;
        while (allocated != 0)
        {
            Cancellation.ThrowIfCancellationRequested();
            var before = GC.GetTotalAllocatedBytes(precise: true);
            for (var i = 0; i < 5; i++)
            {
                camera.Read(Cancellation)!.Dispose();
            }

            allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
        }

        Assert.Equal(0, allocated);
    }

    [Fact]
    public void The_list_shows_what_a_camera_is_and_offers()
    {
        var camera = VividCamera.First();

        var listed = Assert.Single(V4l2Devices.List(), device => device.Path == camera.Path);

        Assert.Equal(("vivid", "vivid"), (listed.Card, listed.Driver));
        Assert.StartsWith("platform:vivid-", listed.Bus, StringComparison.Ordinal);
        var vga = Assert.Single(listed.Modes, mode => mode is { Format: V4l2Format.Yuyv, Width: 640, Height: 480 });
        Assert.Contains(vga.Rates, rate => Math.Abs(rate - 15) < 0.01);
        Assert.Equal(vga.Rates.Order(), vga.Rates);
    }

    private static V4l2Camera Camera(V4l2Options options) => new(options, new OneByteDecoder(), TimeProvider.System);

    private static async Task<Frame> ReadAsync(V4l2Camera camera) => (await camera.ReadAsync(Cancellation))!;

    /// <summary>By the textbook, for limited range and BT.601.</summary>
    private static (int Red, int Green, int Blue) Colour(Frame frame, int x, int y)
    {
        Assert.Equal(YuvCoding.Video, frame.Coding);
        var rows = frame.Height / frame.ChromaU.Height;
        var luma = 1.164 * (Sample(frame.Luma, x, y) - 16);
        var u = Sample(frame.ChromaU, x / 2, y / rows) - 128;
        var v = Sample(frame.ChromaV, x / 2, y / rows) - 128;
        return (Byte(luma + (1.596 * v)), Byte(luma - (0.392 * u) - (0.813 * v)), Byte(luma + (2.017 * u)));
    }

    private static int Sample(FramePlane plane, int x, int y) => plane.Bytes[(y * plane.Stride) + (x * plane.Step)];

    private static int Byte(double value) => (int)Math.Clamp(Math.Round(value), 0, 255);
}
