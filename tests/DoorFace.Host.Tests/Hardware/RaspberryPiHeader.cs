namespace DoorFace.Host.Tests.Hardware;

/// <summary>The 40-pin header, the same on a Pi 4 and a Pi 5.</summary>
internal static class RaspberryPiHeader
{
    // Pin 1 first. A number is a GPIO line, a word a supply.
    private static readonly string[] Pins =
    [
        "3V3", "5V", "2", "5V", "3", "GND", "4", "14", "GND", "15",
        "17", "18", "27", "GND", "22", "23", "3V3", "24", "10", "GND",
        "9", "25", "11", "8", "GND", "7", "0", "1", "5", "GND",
        "6", "12", "13", "GND", "19", "16", "26", "20", "GND", "21",
    ];

    /// <summary>How many pins there are.</summary>
    public static int Count => Pins.Length;

    /// <summary>The GPIO line on a pin, or null on a supply pin.</summary>
    public static int? LineOf(int pin) => int.TryParse(Pins[pin - 1], out var line) ? line : null;

    /// <summary>What a pin is called: GPIO17, 3V3, 5V or GND.</summary>
    public static string NameOf(int pin) => LineOf(pin) is { } line ? $"GPIO{line}" : Pins[pin - 1];
}
