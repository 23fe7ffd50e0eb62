using DoorFace.Core.Imaging;
using DoorFace.Device.Camera;
using DoorFace.Device.Camera.V4l2;

namespace DoorFace.Device.Tests.Camera.V4l2;

/// <summary>Cameras that give JPEGs, over a kernel's device into which the tests write them; a picture here is one byte, so that the test sees it whole.</summary>
[Collection(nameof(VividCamera))]
[Trait("Category", "Camera")]
public sealed class V4l2JpegTests : IDisposable
{
    private const int HangLimit = 120_000;

    private readonly LoopbackCamera _loopback = LoopbackCamera.OfJpegs();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _loopback.Dispose();

    [Fact(Timeout = HangLimit)]
    public async Task A_JPEG_is_decoded_and_what_is_none_is_left_out_and_counted()
    {
        await using var camera = Camera();
        await camera.StartAsync(TestContext.Current.CancellationToken);
        _loopback.Give(10);
        using var first = await camera.ReadAsync(Cancellation);
        var dropped = camera.DroppedFrames;
        _loopback.Give(1, 2, 3);
        _loopback.Give(20);

        using var second = await camera.ReadAsync(Cancellation);

        Assert.Equal(V4l2Format.Mjpg, camera.Mode!.Format);
        Assert.Equal((FrameFormat.Rgba32, 640, 480, 10), (first!.Format, first.Width, first.Height, first.Pixels[0]));
        Assert.Equal(20, second!.Pixels[^1]);
        // The one between leaves a gap.
        Assert.Equal(2, second.Sequence);
        Assert.Equal(dropped + 1, camera.DroppedFrames);
    }

    [Fact(Timeout = HangLimit)]
    public async Task A_camera_that_gives_no_JPEG_any_more_counts_as_broken()
    {
        await using var camera = Camera();
        await camera.StartAsync(TestContext.Current.CancellationToken);
        _loopback.Give(10);
        (await camera.ReadAsync(Cancellation))!.Dispose();
        var dropped = camera.DroppedFrames;
        var reading = camera.ReadAsync(Cancellation).AsTask();

        while (!reading.IsCompleted)
        {
            // The device keeps the newest frames only, so more than those that count may have to be given.
            _loopback.Give(1, 2, 3);
            await Task.Yield();
        }

        var fault = await Assert.ThrowsAsync<CameraException>(() => reading);
        Assert.Contains("gave 30 frames in a row that are damaged", fault.Message, StringComparison.Ordinal);
        Assert.Equal(dropped + V4l2FrameReader.MostUnusable, camera.DroppedFrames);
    }

    private V4l2Camera Camera() => new(_loopback.Options, new OneByteDecoder(), TimeProvider.System);
}
