using System.Globalization;
using DoorFace.Core.Door;
using DoorFace.Device.Gpio;

namespace DoorFace.Host.Settings;

/// <summary>Which GPIO line does what. The defaults are those of <see cref="WiringPlan"/>.</summary>
public sealed record GpioSettings
{
    /// <summary>The chip's label, name or path; empty for the chip of the Pi's header, found by its label.</summary>
    public string Chip { get; init; } = "";

    /// <summary>How the strike's line keeps the strike energised.</summary>
    public OutputDrive StrikeDrive { get; init; }

    /// <summary>Every output.</summary>
    public IReadOnlyDictionary<DoorOutput, GpioOutputSettings> Outputs { get; init; } =
        WiringPlan.Default.Outputs.ToDictionary(output => output.Key, output => OutputOf(output.Value));

    /// <summary>Every sensor.</summary>
    public IReadOnlyDictionary<DoorSensor, GpioInputSettings> Inputs { get; init; } =
        WiringPlan.Default.Inputs.ToDictionary(input => input.Key, input => InputOf(input.Value));

    private static GpioOutputSettings OutputOf(OutputWiring wiring) =>
        new() { Line = wiring.Used ? Written(wiring.Line) : "", ActiveLow = wiring.ActiveLow };

    private static GpioInputSettings InputOf(InputWiring wiring) =>
        new()
        {
            Line = Written(wiring.Line),
            Contact = wiring.Used ? wiring.Contact : SensorContact.Absent,
            Bias = wiring.Bias,
            Debounce = TimeSpan.FromMilliseconds(wiring.DebounceMilliseconds),
        };

    private static string Written(int line) => line.ToString(CultureInfo.InvariantCulture);
}
