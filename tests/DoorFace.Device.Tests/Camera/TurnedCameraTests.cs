using DoorFace.Core.Imaging;
using DoorFace.Device.Camera;

namespace DoorFace.Device.Tests.Camera;

public sealed class TurnedCameraTests
{
    [Theory]
    [InlineData(0, 6, 4)]
    [InlineData(90, 4, 6)]
    [InlineData(180, 6, 4)]
    [InlineData(270, 4, 6)]
    public async Task Pictures_come_turned_and_the_cameras_own_are_zeroed(int degrees, int width, int height)
    {
        var inner = new OneFrameCamera(FrameFormat.Yuv420, 6, 4);
        await using var camera = new TurnedCamera(inner, degrees);
        await camera.StartAsync(TestContext.Current.CancellationToken);

        using var frame = camera.Read(TestContext.Current.CancellationToken)!;

        Assert.Equal((width, height), (frame.Width, frame.Height));
        Assert.Equal(inner.Given[..24].Order(), frame.Pixels[..24].ToArray().Order());
        // The only way to it is the next rented one: a pool gives back what came back.
        using var again = inner.Pool.Rent();
        Assert.All(again.Pixels.ToArray(), value => Assert.Equal(0, value));
    }

    [Fact]
    public async Task Reading_allocates_nothing_and_every_buffer_is_zeroed()
    {
        var inner = new OneFrameCamera(FrameFormat.Yuyv, 64, 48);
        await using var camera = new TurnedCamera(inner, 270);
        camera.Read(TestContext.Current.CancellationToken)!.Dispose();
        camera.Read(TestContext.Current.CancellationToken)!.Dispose();

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            camera.Read(TestContext.Current.CancellationToken)!.Dispose();
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100);
        var frame = camera.Read(TestContext.Current.CancellationToken)!;
        var pixels = frame.Pixels;
        Assert.Contains(pixels.ToArray(), value => value != 0);
        frame.Dispose();
        Assert.All(pixels.ToArray(), value => Assert.Equal(0, value));
    }

    [Fact]
    public async Task The_end_and_a_fault_are_the_cameras_own()
    {
        await using var camera = new TurnedCamera(new OneFrameCamera(FrameFormat.Nv12, 4, 2) { Frames = 1 }, 90);
        camera.Read(TestContext.Current.CancellationToken)!.Dispose();

        Assert.Null(camera.Read(TestContext.Current.CancellationToken));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TurnedCamera(camera, 45));
    }

    // The part of a picture that was chosen in the turned one, found again in the one before it was turned.
    [Theory]
    [InlineData(0, 0.1, 0.2, 0.3, 0.4)]
    [InlineData(90, 0.2, 0.6, 0.4, 0.3)]
    [InlineData(180, 0.6, 0.4, 0.3, 0.4)]
    [InlineData(270, 0.4, 0.1, 0.4, 0.3)]
    public void A_part_is_of_the_turned_picture(int degrees, double x, double y, double width, double height)
    {
        var before = new CropRegion(0.1, 0.2, 0.3, 0.4).BeforeTurn(degrees);

        Assert.Equal(x, before.X, 9);
        Assert.Equal(y, before.Y, 9);
        Assert.Equal((width, height), (before.Width, before.Height));
    }

    /// <summary>A camera of one picture of noise again and again, out of a pool.</summary>
    private sealed class OneFrameCamera : ICamera
    {
        private long _count;

        public OneFrameCamera(FrameFormat format, int width, int height)
        {
            Pool = new FramePool(format, width, height);
            Given = new byte[Frame.SizeInBytes(format, width, height)];
            new Random(1).NextBytes(Given);
        }

        public FramePool Pool { get; }

        public byte[] Given { get; }

        public long Frames { get; init; } = long.MaxValue;

        public long DroppedFrames => 0;

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Frame? Read(CancellationToken cancellationToken)
        {
            if (_count == Frames)
            {
                return null;
            }

            var frame = Pool.Rent();
            Given.CopyTo(frame.Pixels);
            frame.Sequence = _count++;
            return frame;
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
