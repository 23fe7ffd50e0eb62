using System.Device.Gpio;
using System.Text.RegularExpressions;

namespace DoorFace.Device.Tests.Gpio;

/// <summary>The kernel's own record of the levels that outputs are set to, from construction to disposal.</summary>
internal sealed partial class GpioTrace : IDisposable
{
    private const string Record = "/sys/kernel/tracing/trace";
    private const string Switch = "/sys/kernel/tracing/events/gpio/enable";

    private readonly int _earlier = SetEvent().Count(File.ReadAllText(Record));

    public GpioTrace() => File.WriteAllText(Switch, "1");

    /// <summary>The levels that a line was set to, oldest first.</summary>
    /// <param name="line">Its number among the lines of all chips.</param>
    public IReadOnlyList<PinValue> LevelsSet(int line) =>
        [.. SetEvent().Matches(File.ReadAllText(Record)).Skip(_earlier)
            .Where(match => int.Parse(match.Groups["line"].ValueSpan) == line)
            .Select(match => (PinValue)(match.Groups["level"].Value == "1"))];

    public void Dispose() => File.WriteAllText(Switch, "0");

    [GeneratedRegex(@"gpio_value: (?<line>\d+) set (?<level>[01])$", RegexOptions.Multiline)]
    private static partial Regex SetEvent();
}
