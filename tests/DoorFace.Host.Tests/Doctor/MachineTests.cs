using System.Runtime.Versioning;
using DoorFace.Core.Imaging;
using DoorFace.Device.Gpio;
using DoorFace.Host.Control;
using DoorFace.Host.Doctor;
using DoorFace.Host.Recognition;
using DoorFace.Tests.Support;

namespace DoorFace.Host.Tests.Doctor;

/// <summary>Lines, camera, board, network and the service: what the doctor says of each, whatever state it is in.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class MachineTests : IDisposable
{
    private const string Headings = "Inter-|   Receive\n face |bytes\n";

    private readonly ExaminedHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public void Lines_that_are_there_and_free_pass_and_no_level_changes()
    {
        var changes = 0;
        _home.Gpio.PinChanged += (_, _) => changes++;

        var result = _home.Look(new GpioCheck());

        Assert.Equal(CheckOutcome.Pass, result.Outcome);
        Assert.Contains("pinctrl-bcm2711", result.Found, StringComparison.Ordinal);
        Assert.Contains("Strike 17", result.Found, StringComparison.Ordinal);
        Assert.Equal(0, changes);
    }

    [Fact]
    public void A_line_that_the_chip_has_not_fails_and_is_named()
    {
        _home.Board = () => new GpioBoard(new System.Device.Gpio.GpioController(_home.Gpio), "gpiochip0", "small", [.. Enumerable.Repeat("", 17)]);

        var result = _home.Look(new GpioCheck());

        Assert.Equal(CheckOutcome.Fail, result.Outcome);
        Assert.Contains("Strike: GPIO line 17 does not exist", result.Found, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_that_somebody_else_holds_fails_but_not_when_it_is_the_service()
    {
        _home.Board = () => new GpioBoard(new System.Device.Gpio.GpioController(_home.Gpio), "gpiochip0", "held", [.. Enumerable.Repeat("", 54)])
        {
            ConsumerOf = line => line == 17 ? "spi0 CS0" : null,
        };

        var stopped = _home.Look(new GpioCheck());
        Assert.Equal(CheckOutcome.Fail, stopped.Outcome);
        Assert.Contains("Strike: GPIO line 17 of gpiochip0 (held) is held by 'spi0 CS0'", stopped.Found, StringComparison.Ordinal);

        _home.Service = _home.Service with { Unknown = "Permission denied" };
        Assert.Equal(CheckOutcome.Warn, _home.Look(new GpioCheck()).Outcome);

        _home.Run();
        Assert.Equal(CheckOutcome.Pass, _home.Look(new GpioCheck()).Outcome);

        _home.Run(faults: DoorStatus.LinesFault);
        Assert.Equal(CheckOutcome.Fail, _home.Look(new GpioCheck()).Outcome);
    }

    [Theory]
    [InlineData(false, CheckOutcome.Fail)]
    [InlineData(true, CheckOutcome.Warn)]
    public void A_chip_that_is_not_there_fails_and_one_that_may_not_be_opened_cannot_be_told(bool refused, CheckOutcome outcome)
    {
        _home.Board = () => throw new DoorIoException("There is no chip.", refused ? new UnauthorizedAccessException() : null);

        var result = _home.Look(new GpioCheck());

        Assert.Equal((outcome, "There is no chip."), (result.Outcome, result.Found));
    }

    [Theory]
    [InlineData(PictureCondition.Good, CheckOutcome.Pass)]
    [InlineData(PictureCondition.TooDark, CheckOutcome.Warn)]
    [InlineData(PictureCondition.Black, CheckOutcome.Fail)]
    [InlineData(PictureCondition.OverExposed, CheckOutcome.Fail)]
    [InlineData(PictureCondition.Frozen, CheckOutcome.Fail)]
    public void The_running_services_picture_is_judged(PictureCondition condition, CheckOutcome outcome)
    {
        _home.Run(camera: Picture(rate: 15, condition));

        var result = _home.Look(new CameraCheck());

        Assert.Equal(outcome, result.Outcome);
        Assert.Contains($"{condition}", result.Found, StringComparison.Ordinal);
    }

    [Fact]
    public void A_running_service_without_frames_fails()
    {
        _home.Run(camera: Picture(rate: 0));
        Assert.Contains("no frame comes", _home.Look(new CameraCheck()).Found, StringComparison.Ordinal);

        _home.Run(cameraOn: false);
        Assert.Equal(CheckOutcome.Fail, _home.Look(new CameraCheck()).Outcome);
    }

    [Fact]
    public void Without_the_service_the_camera_of_the_settings_must_be_there()
    {
        _home.Set("Camera:Path", RepositoryFiles.Manifest + ".y4m");
        Assert.Equal(CheckOutcome.Fail, _home.Look(new CameraCheck()).Outcome);

        _home.Set("Camera:Path", "/dev/video199");
        Assert.Equal(CheckOutcome.Fail, _home.Look(new CameraCheck()).Outcome);

        var film = _home.In("film.y4m");
        File.WriteAllText(film, "YUV4MPEG2 W4 H2 F15:1 C420jpeg\nFRAME\n" + new string('x', 12));
        _home.Set("Camera:Path", film);
        Assert.Equal(CheckOutcome.Pass, _home.Look(new CameraCheck()).Outcome);
    }

    [Fact]
    public void A_service_that_may_not_be_asked_is_no_pass_for_anything_that_only_it_knows()
    {
        _home.Service = _home.Service with { Unknown = "Permission denied" };

        Assert.All((ICheck[])[new ServiceCheck(), new CameraCheck()], check =>
        {
            var result = _home.Look(check);
            Assert.Equal((CheckOutcome.Warn, ServiceCheck.AskAsAdministrator), (result.Outcome, result.Remedy));
        });
    }

    [Fact]
    public void The_services_own_faults_fail()
    {
        Assert.Equal(CheckOutcome.Warn, _home.Look(new ServiceCheck()).Outcome);
        _home.Run();
        Assert.Equal(CheckOutcome.Pass, _home.Look(new ServiceCheck()).Outcome);

        _home.Run(faults: ["Audit", "Picture"]);

        var result = _home.Look(new ServiceCheck());
        Assert.Equal(CheckOutcome.Fail, result.Outcome);
        Assert.Contains("Audit, Picture", result.Found, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("45000", "0", CheckOutcome.Pass, "45 °C")]
    [InlineData("76000", "0", CheckOutcome.Warn, "76 °C")]
    [InlineData("82000", "0", CheckOutcome.Fail, "82 °C")]
    [InlineData("45000", "4", CheckOutcome.Fail, "slows the processor down")]
    [InlineData("45000", "1", CheckOutcome.Fail, "voltage is too low")]
    [InlineData("45000", "50000", CheckOutcome.Pass, "45 °C")] // Only in the past.
    public void Heat_and_voltage_are_told_as_the_kernel_shows_them(string temperature, string marks, CheckOutcome outcome, string found)
    {
        _home.Tell("sys/class/thermal/thermal_zone0/type", "cpu-thermal\n");
        _home.Tell("sys/class/thermal/thermal_zone0/temp", temperature + "\n");
        _home.Tell("sys/bus/platform/devices/soc:firmware/get_throttled", marks + "\n");

        var result = _home.Look(new BoardCheck());

        Assert.Equal(outcome, result.Outcome);
        Assert.Contains(found, result.Found, StringComparison.Ordinal);
    }

    [Fact]
    public void A_machine_that_tells_no_temperature_is_no_pass() => Assert.Equal(CheckOutcome.Warn, _home.Look(new BoardCheck()).Outcome);

    [Theory]
    [InlineData("    lo: 1 2\n", "Seccomp:\t2\n", CheckOutcome.Pass, "no network interface but loopback")]
    [InlineData("    lo: 1 2\n", "Seccomp:\t0\n", CheckOutcome.Warn, "does not filter")]
    [InlineData("    lo: 1 2\n  eth0: 1 2\n wlan0: 1 2\n", "Seccomp:\t2\n", CheckOutcome.Fail, "sees eth0, wlan0")]
    [InlineData(null, null, CheckOutcome.Warn, "could not be told")]
    public void The_running_services_own_view_of_the_network_counts(string? interfaces, string? status, CheckOutcome outcome, string found)
    {
        _home.Run();
        if (interfaces is not null)
        {
            _home.Tell("proc/123/net/dev", Headings + interfaces);
            _home.Tell("proc/123/status", "Name:\tdoorface\n" + status);
        }

        var result = _home.Look(new NetworkCheck());

        Assert.Equal(outcome, result.Outcome);
        Assert.Contains(found, result.Found, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("    lo: 1 2\n", CheckOutcome.Pass)]
    [InlineData("    lo: 1 2\n  eth0: 1 2\n", CheckOutcome.Warn)]
    public void Without_the_service_only_this_commands_surroundings_are_told(string interfaces, CheckOutcome outcome)
    {
        _home.Tell("proc/self/net/dev", Headings + interfaces);

        var result = _home.Look(new NetworkCheck());

        Assert.Equal(outcome, result.Outcome);
        Assert.Contains("that lead", result.Found, StringComparison.Ordinal);
    }

    private static CameraStatus Picture(double rate, PictureCondition condition = PictureCondition.Good) =>
        new("Yuv420 640 x 480", 100, rate, rate, 0, 120, condition, 1);
}
