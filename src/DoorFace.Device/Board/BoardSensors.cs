using System.Globalization;
using DoorFace.Core.Heat;

namespace DoorFace.Device.Board;

/// <summary>
/// What the kernel tells in files about the board's temperature and power. A machine that has no such file tells nothing, which is no fault:
/// a PC has no throttling mark, a virtual machine not even a temperature.
/// Of the power there are two tellers: the alarm of the kernel's driver raspberrypi-hwmon (named <c>rpi_volt</c>), which is preferred, and the
/// firmware's marks (<c>get_throttled</c>), of which the kernel shows those that it was last told. That driver asks the firmware every two seconds and
/// so refreshes both; without it the marks are as old as the last question of anybody.
/// </summary>
/// <param name="root">Where the kernel's files are: <c>/sys</c>.</param>
public sealed class BoardSensors(string root)
{
    // Bits of the firmware's answer: raspberrypi.com documentation, vcgencmd get_throttled. The upper ones tell of the past.
    private const long UnderVoltageNow = 1 << 0;
    private const long SlowedDownNow = (1 << 1) | (1 << 2) | (1 << 3);

    // The processor's zone is called so on every Pi, and so or alike on PCs.
    private static readonly string[] ProcessorZones = ["cpu-thermal", "x86_pkg_temp", "soc-thermal"];

    private readonly string? _temperature = FindTemperature(root);
    private readonly string? _throttled = Folders(Path.Combine(root, "bus", "platform", "devices"))
        .Where(folder => folder.EndsWith("firmware", StringComparison.Ordinal))
        .Select(folder => Path.Combine(folder, "get_throttled"))
        .FirstOrDefault(File.Exists);

    private readonly string? _underVoltage = Folders(Path.Combine(root, "class", "hwmon"))
        .Where(folder => TextIn(Path.Combine(folder, "name")) == "rpi_volt")
        .Select(folder => Path.Combine(folder, "in0_lcrit_alarm"))
        .FirstOrDefault(File.Exists);

    /// <summary>The state now; costs three small reads.</summary>
    public BoardHealth Read()
    {
        var marks = NumberIn(_throttled, NumberStyles.AllowHexSpecifier) ?? 0;
        var underVoltage = NumberIn(_underVoltage, NumberStyles.None) ?? (marks & UnderVoltageNow);
        return new BoardHealth(
            NumberIn(_temperature, NumberStyles.AllowLeadingSign) / 1000.0, (marks & SlowedDownNow) != 0, underVoltage != 0);
    }

    private static string? FindTemperature(string root)
    {
        var zones = Folders(Path.Combine(root, "class", "thermal")).Order(StringComparer.Ordinal)
            .ToLookup(zone => TextIn(Path.Combine(zone, "type")) ?? "", zone => Path.Combine(zone, "temp"));
        return ProcessorZones.SelectMany(name => zones[name]).FirstOrDefault(File.Exists);
    }

    private static IEnumerable<string> Folders(string path) => Directory.Exists(path) ? Directory.EnumerateDirectories(path) : [];

    private static long? NumberIn(string? file, NumberStyles style) =>
        file is not null && long.TryParse(TextIn(file), style, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string? TextIn(string file)
    {
        try
        {
            return File.ReadAllText(file).Trim();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A sensor that is gone or gives no value now.
            return null;
        }
    }
}
