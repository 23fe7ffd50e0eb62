using System.Globalization;
using DoorFace.Core.Time;

namespace DoorFace.Device.Kernel;

/// <summary>What the machine says of where its clock comes from.</summary>
/// <param name="root">The root of its files.</param>
public sealed class MachineClock(string root = "/")
{
    // The contents do not matter: their own times are by the clock that is kept.
    private static readonly string[] Kept = ["etc/fake-hwclock.data", "var/lib/systemd/timesync/clock"];

    /// <summary>What is known of the machine's start.</summary>
    /// <param name="wasOff">Whether it is another start than the one in which the service last ran.</param>
    /// <param name="now">What its clock says.</param>
    public MachineStart Describe(bool wasOff, DateTimeOffset now) => new(
        wasOff,
        UpFor(),
        BatteryClocks().Any(clock => (clock - now).Duration() <= ClockTrust.LargestStep),
        Kept.Select(file => new FileInfo(Path.Combine(root, file))).Where(file => file.Exists).Select(file => (DateTimeOffset?)file.LastWriteTimeUtc).Max());

    private TimeSpan UpFor() =>
        Read("proc/uptime") is { } text && double.TryParse(text.Split(' ')[0], CultureInfo.InvariantCulture, out var seconds) ? TimeSpan.FromSeconds(seconds) : TimeSpan.Zero;

    /// <summary>In universal time, as the kernel takes them to be; one that lost its power says something else.</summary>
    private IEnumerable<DateTimeOffset> BatteryClocks()
    {
        for (var number = 0; Read($"sys/class/rtc/rtc{number}/since_epoch") is { } text; number++)
        {
            if (long.TryParse(text, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 0 and < 1L << 36)
            {
                yield return DateTimeOffset.FromUnixTimeSeconds(seconds);
            }
        }
    }

    private string? Read(string file)
    {
        try
        {
            return File.ReadAllText(Path.Combine(root, file)).Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
