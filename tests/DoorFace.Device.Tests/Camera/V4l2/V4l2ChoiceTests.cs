using DoorFace.Device.Camera;
using DoorFace.Device.Camera.V4l2;

namespace DoorFace.Device.Tests.Camera.V4l2;

public sealed class V4l2ChoiceTests
{
    private const string Link = "usb-Acme_HD_Webcam_1234-video-index0";

    private static readonly V4l2DeviceInfo Webcam = new("/dev/video2", "HD Webcam: HD Webcam") { Names = [Link, "pci-0000:00:14.0-usb-0:4:1.0-video-index0"] };
    private static readonly V4l2DeviceInfo ItsMetadata = new("/dev/video3", "HD Webcam: HD Webcam") { Problem = "takes no pictures" };
    private static readonly V4l2DeviceInfo Other = new("/dev/video0", "Integrated Camera") { Names = ["usb-Other-video-index0"] };

    private static readonly V4l2DeviceInfo[] Devices = [Other, Webcam, ItsMetadata];

    [Theory]
    [InlineData(Link)]
    [InlineData("usb:" + Link)]
    [InlineData("pci-0000:00:14.0-usb-0:4:1.0-video-index0")]
    [InlineData("HD Webcam: HD Webcam")]
    [InlineData("usb:hd webcam: hd webcam")]
    [InlineData("USB:HD Webcam: HD Webcam")]
    public void A_camera_is_found_by_the_name_of_a_link_or_of_its_card(string wanted) => Assert.Same(Webcam, V4l2Choice.Choose(wanted, Devices));

    [Fact]
    public void The_name_leads_to_whatever_number_it_has_now() =>
        Assert.Equal("/dev/video9", V4l2Choice.Choose(Link, [Other, Webcam with { Path = "/dev/video9" }]).Path);

    [Theory]
    [InlineData("/dev/video7")]
    [InlineData("usb:Webcam")]
    public void One_that_is_missing_is_told_with_those_there_are(string wanted)
    {
        var fault = Assert.Throws<CameraException>(() => V4l2Choice.Choose(wanted, Devices));

        Assert.Contains($"There is no camera '{wanted}'", fault.Message, StringComparison.Ordinal);
        Assert.Contains("/dev/video0 (Integrated Camera), /dev/video2 (HD Webcam: HD Webcam)", fault.Message, StringComparison.Ordinal);
        Assert.Contains("Plug it in", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/dev/video0", true)]
    [InlineData("usb:Webcam", true)]
    [InlineData("Usb:Webcam", true)]
    [InlineData("usb", false)]
    [InlineData("/devices/film.y4m", false)]
    [InlineData("", false)]
    public void A_device_is_told_from_a_recording(string text, bool device) => Assert.Equal(device, V4l2Options.IsDevice(text));

    [Fact]
    public void A_machine_without_any_says_so() =>
        Assert.Contains(
            "this machine has no /dev/video0", Assert.Throws<CameraException>(() => V4l2Choice.Choose("/dev/video0", [])).Message, StringComparison.Ordinal);

    [Fact]
    public void Two_of_the_same_name_are_told_by_their_links()
    {
        var twin = Webcam with { Path = "/dev/video4", Names = ["usb-Acme_HD_Webcam_5678-video-index0"] };

        var fault = Assert.Throws<CameraException>(() => V4l2Choice.Choose(Webcam.Card, [.. Devices, twin]));

        Assert.Contains("Several cameras are called", fault.Message, StringComparison.Ordinal);
        Assert.Contains(Link, fault.Message, StringComparison.Ordinal);
        Assert.Contains("usb-Acme_HD_Webcam_5678-video-index0", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_that_cannot_be_used_is_chosen_when_no_other_has_its_name_so_that_its_start_says_why() =>
        Assert.Same(ItsMetadata, V4l2Choice.Choose(ItsMetadata.Card, [Other, ItsMetadata]));
}
