using System.Globalization;

namespace DoorFace.Host.Settings;

/// <summary>
/// Lines of the Pi's header as they are written in the configuration: by GPIO (BCM) number, which is also the line's offset on the header's chip,
/// or by the kernel's name for it: <c>17</c> or <c>GPIO17</c>.
/// </summary>
public static class GpioLine
{
    /// <summary>The first line that the header offers for anything.</summary>
    public const int First = 2;

    /// <summary>The last line of the header.</summary>
    public const int Last = 27;

    /// <summary>The last line that the Pi pulls up from power-up until a program takes it; those above are pulled down.</summary>
    public const int LastPulledUp = 8;

    /// <summary>The last line with a resistor of 1.8 kΩ to 3.3 V on the Pi's own board, from <see cref="First"/> on.</summary>
    public const int LastWithFixedPullUp = 3;

    private const string NamePrefix = "GPIO";

    /// <summary>What <see cref="IsUsable"/> accepts, for people.</summary>
    public static string Usable { get; } =
        $"{First} to {Last} or {NamePrefix}{First} to {NamePrefix}{Last}, but {string.Join(", ", ReservedInRange())}";

    /// <summary>The number of a line, or null when it is written in neither way.</summary>
    public static int? NumberOf(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var digits = text.StartsWith(NamePrefix, StringComparison.Ordinal) ? text.AsSpan(NamePrefix.Length) : text;
        // Leading zeros would not be the kernel's name.
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && (digits[0] != '0' || digits.Length == 1) ? number : null;
    }

    /// <summary>Whether an output or a sensor may have that line.</summary>
    public static bool IsUsable(string text) => NumberOf(text) is >= First and <= Last and { } number && !ReservedInRange().Contains(number);

    private static IEnumerable<int> ReservedInRange() =>
        WiringPlan.Default.Reserved.Select(reserved => reserved.Line).Where(line => line is >= First and <= Last);
}
