using DoorFace.Device.Camera;

namespace DoorFace.Device.Tests.Camera;

public sealed class RpicamProgramTests
{
    private const int HangLimit = 60_000;

    [Fact(Timeout = HangLimit)]
    public async Task Cameras_are_listed_with_their_modes()
    {
        using var pi = new FakePi(("CAMERAS", "2"));

        var cameras = await Task.Run(() => RpicamProgram.List(pi.Program), TestContext.Current.CancellationToken);

        Assert.Equal([(0, "imx708"), (1, "imx708")], cameras.Select(camera => (camera.Index, camera.Model)));
        Assert.All(cameras, camera => Assert.Equal(
            [
                new RpicamMode("SRGGB10_CSI2P", 1536, 864, 120.13),
                new RpicamMode("SRGGB10_CSI2P", 2304, 1296, 56.03),
                new RpicamMode("SRGGB8", 4608, 2592, 14.35),
            ],
            camera.Modes));
    }

    [Fact(Timeout = HangLimit)]
    public async Task Where_there_is_no_camera_the_list_is_empty()
    {
        using var pi = new FakePi(("CAMERAS", "0"));

        Assert.Empty(await Task.Run(() => RpicamProgram.List(pi.Program), TestContext.Current.CancellationToken));
    }

    [Fact(Timeout = HangLimit)]
    public async Task One_that_does_not_end_is_stopped_at_the_limit()
    {
        using var pi = new FakePi(("CAMERAS", "1"));

        var list = Task.Run(() => RpicamProgram.List(TimeSpan.FromMilliseconds(1), pi.Program), TestContext.Current.CancellationToken);

        Assert.Contains("ended with code", (await Assert.ThrowsAsync<CameraException>(() => list)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_there_is_no_program_the_list_is_empty() => Assert.Empty(RpicamProgram.List("no-such-vid"));
}
