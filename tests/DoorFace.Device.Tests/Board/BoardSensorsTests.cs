using DoorFace.Core.Heat;
using DoorFace.Device.Board;

namespace DoorFace.Device.Tests.Board;

public sealed class BoardSensorsTests : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("doorface-sys-");

    public void Dispose() => _root.Delete(recursive: true);

    [Fact]
    public void A_machine_without_such_files_tells_nothing() => Assert.Equal(new BoardHealth(null, false, false), Read());

    [Fact]
    public void The_processors_temperature_is_found_among_others()
    {
        Write("class/thermal/thermal_zone0/type", "acpitz");
        Write("class/thermal/thermal_zone0/temp", "20000");
        Write("class/thermal/thermal_zone1/type", "cpu-thermal");
        Write("class/thermal/thermal_zone1/temp", "61850");

        Assert.Equal(61.85, Read().Celsius);
    }

    [Theory]
    [InlineData("0", false, false)]
    [InlineData("1", false, true)]
    [InlineData("2", true, false)]
    [InlineData("4", true, false)]
    [InlineData("8", true, false)]
    [InlineData("50005", true, true)]
    [InlineData("f0000", false, false)]
    public void The_firmwares_marks_of_now_count_and_those_of_the_past_do_not(string marks, bool throttled, bool underVoltage)
    {
        Write("bus/platform/devices/soc:firmware/get_throttled", marks);

        Assert.Equal(new BoardHealth(null, throttled, underVoltage), Read());
    }

    [Theory]
    [InlineData("1", "0", true)]
    [InlineData("0", "1", false)]
    [InlineData("?", "1", true)]
    [InlineData("?", "0", false)]
    public void The_voltage_alarm_of_the_kernel_comes_before_the_firmwares_mark(string alarm, string marks, bool underVoltage)
    {
        Write("class/hwmon/hwmon0/name", "cpu_thermal");
        Write("class/hwmon/hwmon0/in0_lcrit_alarm", "1");
        Write("class/hwmon/hwmon1/name", "rpi_volt");
        Write("class/hwmon/hwmon1/in0_lcrit_alarm", alarm);
        Write("bus/platform/devices/soc:firmware/get_throttled", marks);

        Assert.Equal(new BoardHealth(null, false, underVoltage), Read());
    }

    [Fact]
    public void A_sensor_that_gives_nonsense_tells_nothing()
    {
        Write("class/thermal/thermal_zone0/type", "cpu-thermal");
        Write("class/thermal/thermal_zone0/temp", "warm");

        Assert.Null(Read().Celsius);
    }

    private BoardHealth Read() => new BoardSensors(_root.FullName).Read();

    private void Write(string file, string text)
    {
        var path = Path.Combine(_root.FullName, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text + "\n");
    }
}
