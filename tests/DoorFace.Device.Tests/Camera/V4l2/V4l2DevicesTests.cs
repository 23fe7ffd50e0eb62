using DoorFace.Device.Camera;
using DoorFace.Device.Camera.V4l2;

namespace DoorFace.Device.Tests.Camera.V4l2;

/// <summary>Which device, over the kernel's own.</summary>
[Collection(nameof(VividCamera))]
[Trait("Category", "Camera")]
public sealed class V4l2DevicesTests
{
    private const string Link = "usb-DoorFace_Test_Camera-video-index0";
    private const string LinkFolder = "/dev/v4l/by-id";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_camera_is_found_by_its_name_wherever_it_is_plugged_in()
    {
        var cameras = VividCamera.All();
        foreach (var plugged in cameras)
        {
            // As udev does.
            Directory.CreateDirectory(LinkFolder);
            var link = Path.Combine(LinkFolder, Link);
            File.Delete(link);
            File.CreateSymbolicLink(link, "../../" + Path.GetFileName(plugged.Path));

            Assert.Equal(plugged.Path, V4l2Devices.PathOf("usb:" + Link));
            Assert.Equal([Link], Assert.Single(V4l2Devices.List(), device => device.Path == plugged.Path).Names);
            await using var camera = new V4l2Camera(new V4l2Options { Device = link }, new OneByteDecoder(), TimeProvider.System);
            await camera.StartAsync(Cancellation);
            using var frame = await camera.ReadAsync(Cancellation);
            Assert.NotNull(frame);
            File.Delete(link);
        }
    }

    [Fact]
    public void Cameras_of_the_same_name_are_told()
    {
        var cameras = VividCamera.All();

        var fault = Assert.Throws<CameraException>(() => V4l2Devices.PathOf("vivid"));

        Assert.Contains($"Several cameras are called 'vivid': {cameras[0].Path} (vivid), {cameras[1].Path} (vivid)", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_path_that_is_not_there_is_told_with_those_that_are()
    {
        var camera = VividCamera.First();

        var fault = await StartAsync("/dev/video250");

        Assert.Contains("There is no camera '/dev/video250'; this machine has ", fault.Message, StringComparison.Ordinal);
        Assert.Contains($"{camera.Path} (vivid)", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("takes no pictures")]
    [InlineData("each plane of a picture in a buffer of its own")]
    public async Task A_device_that_is_no_camera_or_of_another_kind_says_so(string why)
    {
        _ = VividCamera.First();
        var device = Assert.Single(VividCamera.Devices(), device => device.Problem?.Contains(why, StringComparison.Ordinal) ?? false);

        var fault = await StartAsync(device.Path);

        Assert.Equal(device.Problem, fault.Message);
        Assert.Empty(device.Modes);
    }

    [Fact]
    public async Task A_camera_that_may_not_be_opened_is_told_with_the_group()
    {
        _ = VividCamera.First();
        // A camera's device in a file system in which none may be opened, not even by the administrator.
        var forbidden = Environment.GetEnvironmentVariable("HIL_FORBIDDEN_CAMERA");
        Assert.SkipUnless(forbidden is not null, "There is no camera that may not be opened; scripts/hil.sh runs this test where there is.");

        var fault = await StartAsync(forbidden!);

        Assert.Contains($"The camera {forbidden} may not be opened", fault.Message, StringComparison.Ordinal);
        Assert.Contains("group 'video'", fault.Message, StringComparison.Ordinal);
    }

    private static async Task<CameraException> StartAsync(string device)
    {
        await using var camera = new V4l2Camera(new V4l2Options { Device = device }, new OneByteDecoder(), TimeProvider.System);
        return await Assert.ThrowsAsync<CameraException>(() => camera.StartAsync(Cancellation));
    }
}
