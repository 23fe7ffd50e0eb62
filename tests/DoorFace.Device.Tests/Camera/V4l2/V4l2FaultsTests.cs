using DoorFace.Device.Camera;
using DoorFace.Device.Camera.V4l2;
using DoorFace.Device.Kernel;

namespace DoorFace.Device.Tests.Camera.V4l2;

/// <summary>What can be told without a camera.</summary>
public sealed class V4l2FaultsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Errno.NoAccess, "/dev/video7 may not be opened", "group 'video'")]
    [InlineData(Errno.NotPermitted, "/dev/video7 may not be opened", "group 'video'")]
    [InlineData(Errno.Busy, "/dev/video7 is in use by another program", "fuser -v /dev/video7")]
    [InlineData(Errno.NoDevice, "/dev/video7 was unplugged", "Plug it in again")]
    [InlineData(Errno.NoMemory, "no room for the buffers of the camera /dev/video7", "smaller picture")]
    [InlineData(Errno.NoSpace, "The USB bus has no room", "another port")]
    [InlineData(Errno.NotATerminal, "/dev/video7 is not a camera", "doorface camera list")]
    [InlineData(5, "The camera /dev/video7 did not start: Input/output error", "dmesg")]
    public void Every_error_says_what_happened_where_and_what_to_do(int error, string what, string remedy)
    {
        var message = V4l2Faults.Of("/dev/video7", "start", error).Message;

        Assert.Contains(what, message, StringComparison.Ordinal);
        Assert.Contains(remedy, message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_path_that_is_not_there_fails_the_start()
    {
        await using var camera = Camera("/dev/video250");

        var fault = await Assert.ThrowsAsync<CameraException>(() => camera.StartAsync(Cancellation));

        Assert.Contains("There is no camera '/dev/video250'", fault.Message, StringComparison.Ordinal);
        Assert.Same(fault, await Assert.ThrowsAsync<CameraException>(async () => await camera.ReadAsync(Cancellation)));
    }

    [Fact]
    public async Task A_file_is_no_camera()
    {
        using var folder = new PictureFolder();
        var file = folder.Add("video0", 1, 2, 3);
        await using var camera = Camera(file);

        var fault = await Assert.ThrowsAsync<CameraException>(() => camera.StartAsync(Cancellation));

        Assert.Contains($"{file} is not a camera", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 480, 15)]
    [InlineData(640, 0, 15)]
    [InlineData(640, 480, 0)]
    [InlineData(640, 480, 1001)]
    [InlineData(640, 480, double.NaN)]
    public void An_option_out_of_range_is_refused(int width, int height, double rate) => Assert.Throws<ArgumentOutOfRangeException>(
        () => new V4l2Camera(
            new V4l2Options { Width = width, Height = height, FramesPerSecond = rate }, new OneByteDecoder(), TimeProvider.System));

    private static V4l2Camera Camera(string device) => new(new V4l2Options { Device = device }, new OneByteDecoder(), TimeProvider.System);
}
