using DoorFace.Core.Time;
using DoorFace.Device.Kernel;

namespace DoorFace.Device.Tests.Kernel;

/// <summary>What a machine says of its clock, by files as a kernel and a system leave them.</summary>
public sealed class MachineClockTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 5, 12, 0, 0, TimeSpan.Zero);
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("doorface-clock-");

    public void Dispose() => _root.Delete(recursive: true);

    [Fact]
    public void A_machine_without_anything_says_nothing() => Assert.Equal(new MachineStart(true), new MachineClock(_root.FullName).Describe(true, Now));

    [Theory]
    [InlineData(0, true)]
    [InlineData(-299, true)]
    // Its battery is empty: it began in 1970, or stands where it stood.
    [InlineData(-400, false)]
    [InlineData(-1_700_000_000, false)]
    public void A_battery_clock_agrees_that_says_the_same(int seconds, bool agrees)
    {
        Put("sys/class/rtc/rtc0/since_epoch", "5\n");
        Put("sys/class/rtc/rtc1/since_epoch", $"{Now.ToUnixTimeSeconds() + seconds}\n");

        Assert.Equal(agrees, new MachineClock(_root.FullName).Describe(true, Now).BatteryClockAgrees);
    }

    [Fact]
    public void The_latest_time_that_was_kept_counts_and_how_long_the_machine_is_on()
    {
        Put("proc/uptime", "61.25 240.10\n");
        File.SetLastWriteTimeUtc(Put("etc/fake-hwclock.data", "2026-11-05 11:17:01"), Now.AddMinutes(-43).UtcDateTime);
        File.SetLastWriteTimeUtc(Put("var/lib/systemd/timesync/clock", ""), Now.AddMinutes(-60).UtcDateTime);

        Assert.Equal(new MachineStart(false, TimeSpan.FromSeconds(61.25), false, Now.AddMinutes(-43)), new MachineClock(_root.FullName).Describe(false, Now));
    }

    private string Put(string file, string content)
    {
        var path = Path.Combine(_root.FullName, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        return path;
    }
}
