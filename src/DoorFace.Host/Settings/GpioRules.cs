using DoorFace.Core.Door;
using DoorFace.Device.Gpio;

namespace DoorFace.Host.Settings;

/// <summary>The settings of every output and sensor, and what they may not be together.</summary>
internal static class GpioRules
{
    private static readonly TimeSpan LongestDebounce = TimeSpan.FromSeconds(1);

    public static IEnumerable<SettingRule> All =>
    [
        SettingRule.Text("Gpio:Chip", s => s.Gpio.Chip, "a label, a name such as gpiochip0, or a path; empty for the chip of the Pi's header", "The GPIO chip."),
        SettingRule.Choice("Gpio:StrikeDrive", s => s.Gpio.StrikeDrive, "What energises the strike: a steady level, or toggling, which needs a relay driver with a charge pump."),
        .. Enum.GetValues<DoorOutput>().SelectMany(Output),
        .. Enum.GetValues<DoorSensor>().SelectMany(Input),
    ];

    /// <summary>
    /// The wiring as it is meant: the reset jumper came late, so where the line that it has by itself was given to something else, there is none.
    /// </summary>
    public static GpioSettings WithoutTakenJumper(GpioSettings gpio)
    {
        var jumper = gpio.Inputs[DoorSensor.ResetJumper];
        var ownLine = GpioLine.NumberOf(new GpioSettings().Inputs[DoorSensor.ResetJumper].Line);
        return GpioLine.NumberOf(jumper.Line) == ownLine && Lines(gpio).Any(line => line.Key == ownLine && line.Count() > 1)
            ? gpio with { Inputs = new Dictionary<DoorSensor, GpioInputSettings>(gpio.Inputs) { [DoorSensor.ResetJumper] = jumper with { Contact = SensorContact.Absent } } }
            : gpio;
    }

    /// <summary>A sentence for each contradiction, with the keys, their values and what is allowed.</summary>
    public static IEnumerable<string> Contradictions(GpioSettings gpio) => [.. Lines(gpio).SelectMany(SharedLines), .. Polarities(gpio), .. Biases(gpio)];

    private static string LineKey(DoorOutput output) => $"Gpio:Outputs:{output}:Line";

    private static string LineKey(DoorSensor sensor) => $"Gpio:Inputs:{sensor}:Line";

    private static IEnumerable<SettingRule> Output(DoorOutput output)
    {
        var name = WiringPlan.Default.Outputs[output].Name;
        yield return Line(LineKey(output), s => s.Gpio.Outputs[output].Line, optional: output is not (DoorOutput.Strike or DoorOutput.CameraLamp), $"GPIO line (BCM number or name) of the {name}.");
        yield return SettingRule.Flag($"Gpio:Outputs:{output}:ActiveLow", s => s.Gpio.Outputs[output].ActiveLow,
            $"The {name} switches on with a low level; only on GPIO {GpioLine.First} to {GpioLine.LastPulledUp}, which the Pi pulls up.");
    }

    private static IEnumerable<SettingRule> Input(DoorSensor sensor)
    {
        var name = WiringPlan.Default.Inputs[sensor].Name;
        yield return Line(LineKey(sensor), s => s.Gpio.Inputs[sensor].Line, optional: false, $"GPIO line (BCM number or name) of the {name}.");
        yield return SettingRule.Choice($"Gpio:Inputs:{sensor}:Contact", s => s.Gpio.Inputs[sensor].Contact,
            $"The {name}: not there, a circuit that closes when it is active, or one that opens then (as a cut wire does).");
        yield return SettingRule.Choice($"Gpio:Inputs:{sensor}:Bias", s => s.Gpio.Inputs[sensor].Bias,
            $"The {name}: to ground with the Pi's pull-up, to 3.3 V with its pull-down, or to ground with a pull-up of its own outside.");
        yield return SettingRule.Duration($"Gpio:Inputs:{sensor}:Debounce", s => s.Gpio.Inputs[sensor].Debounce, TimeSpan.Zero, LongestDebounce,
            $"A level of the {name} counts when it has lasted this long.");
    }

    private static SettingRule Line(string key, Func<DoorFaceSettings, string> value, bool optional, string meaning) =>
        new(key, optional ? GpioLine.Usable + "; empty when not wired" : GpioLine.Usable, value(new()), meaning, raw => (optional && raw.Length == 0) || GpioLine.IsUsable(raw));

    // Grouped by the number: GPIO17 and 17 are one line.
    private static IEnumerable<IGrouping<int?, (string Key, string Line)>> Lines(GpioSettings gpio) =>
        gpio.Outputs.Where(output => output.Value.Line.Length > 0).Select(output => (Key: LineKey(output.Key), output.Value.Line))
            .Concat(gpio.Inputs.Where(input => input.Value.Contact != SensorContact.Absent).Select(input => (Key: LineKey(input.Key), input.Value.Line)))
            .GroupBy(used => GpioLine.NumberOf(used.Line));

    private static IEnumerable<string> SharedLines(IGrouping<int?, (string Key, string Line)> users) =>
        users.Skip(1).Select(second => $"{second.Key} is '{second.Line}', the line of {users.First().Key}; allowed is a line that nothing else uses.");

    private static IEnumerable<string> Polarities(GpioSettings gpio)
    {
        foreach (var (output, wiring) in gpio.Outputs)
        {
            if (GpioLine.NumberOf(wiring.Line) is { } line && wiring.ActiveLow != line <= GpioLine.LastPulledUp)
            {
                var (level, pull, safe) = wiring.ActiveLow
                    ? ("low", "down", $"{GpioLine.First} to {GpioLine.LastPulledUp}")
                    : ("high", "up", $"{GpioLine.LastPulledUp + 1} to {GpioLine.Last}");
                yield return $"{LineKey(output)} is '{wiring.Line}'; the Pi pulls it {pull} before a program takes it, which would switch on what is active"
                    + $" with a {level} level; allowed is {safe}, or the other Gpio:Outputs:{output}:ActiveLow, which is {(wiring.ActiveLow ? "true" : "false")}.";
            }
        }
    }

    private static IEnumerable<string> Biases(GpioSettings gpio) =>
        from input in gpio.Inputs
        where input.Value is { Contact: not SensorContact.Absent, Bias: LineBias.PullDown } && GpioLine.NumberOf(input.Value.Line) <= GpioLine.LastWithFixedPullUp
        select $"Gpio:Inputs:{input.Key}:Bias is 'PullDown', but the Pi's board pulls up {LineKey(input.Key)} '{input.Value.Line}';"
            + $" allowed is PullUp or None, or a line from {GpioLine.LastWithFixedPullUp + 1} on.";
}
