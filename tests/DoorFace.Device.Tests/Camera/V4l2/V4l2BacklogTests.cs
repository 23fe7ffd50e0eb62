using DoorFace.Device.Camera.V4l2;

namespace DoorFace.Device.Tests.Camera.V4l2;

/// <summary>Against the kernel's own test camera: frames that nobody came for in time.</summary>
[Collection(nameof(VividCamera))]
[Trait("Category", "Camera")]
public sealed class V4l2BacklogTests
{
    private const int HangLimit = 120_000;

    private readonly VividCamera _vivid = VividCamera.First();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact(Timeout = HangLimit)]
    public async Task Frames_that_the_driver_drops_leave_gaps_and_are_counted()
    {
        const int Read = 30;
        await using var camera = new V4l2Camera(_vivid.Options, new OneByteDecoder(), TimeProvider.System);
        await camera.StartAsync(TestContext.Current.CancellationToken);
        _vivid.Set("Percentage of Dropped Buffers", 60);
        try
        {
            var last = 0L;
            for (var i = 0; i < Read; i++)
            {
                using var frame = (await camera.ReadAsync(Cancellation))!;
                last = frame.Sequence;
            }

            Assert.True(last > Read + 5, $"{Read} frames were read up to the number {last}, although the driver drops more than half");
            Assert.True(camera.DroppedFrames >= last + 1 - Read, $"frame {last} came, but only {camera.DroppedFrames} were counted");
        }
        finally
        {
            _vivid.Set("Percentage of Dropped Buffers", 0);
        }
    }

    [Fact(Timeout = HangLimit)]
    public async Task Of_the_buffers_that_wait_the_newest_is_taken_and_the_others_are_given_back()
    {
        using var device = new V4l2Device(_vivid.Path);
        device.Set(new V4l2Mode(V4l2Format.Yuyv, 640, 480, []));
        using var stream = new V4l2Stream(device);
        // The other camera tells when enough time has gone by for all buffers to be filled.
        await using var clock = new V4l2Camera(VividCamera.All()[1].Options, new OneByteDecoder(), TimeProvider.System);
        await clock.StartAsync(TestContext.Current.CancellationToken);

        for (var round = 0; round < 3; round++)
        {
            for (var i = 0; i < 10; i++)
            {
                (await clock.ReadAsync(Cancellation))!.Dispose();
            }

            Assert.True(stream.TryDequeueNewest(out var newest, out var passedOver));
            // Of four; where the emulator is slow one may still be on its way. Buffers that were lost would be missing in a later round.
            Assert.InRange(passedOver, 2, 4);
            stream.Queue(newest.Index);
        }
    }
}
