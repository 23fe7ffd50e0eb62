using DoorFace.Core.Door;
using DoorFace.Device.Gpio;

namespace DoorFace.Host.Settings;

/// <summary>What the door's lines are opened with, from settings that have been checked.</summary>
public static class GpioWiring
{
    /// <summary>Every output that is wired.</summary>
    public static IReadOnlyDictionary<DoorOutput, GpioOutputOptions> OutputOptions(this GpioSettings gpio)
    {
        ArgumentNullException.ThrowIfNull(gpio);
        return gpio.Outputs.Where(output => output.Value.Line.Length > 0).ToDictionary(output => output.Key, output => new GpioOutputOptions
        {
            Line = output.Value.Line,
            ActiveLow = output.Value.ActiveLow,
            Drive = output.Key == DoorOutput.Strike ? gpio.StrikeDrive : OutputDrive.Level,
        });
    }

    /// <summary>Every sensor that is there.</summary>
    public static IReadOnlyDictionary<DoorSensor, GpioInputOptions> InputOptions(this GpioSettings gpio)
    {
        ArgumentNullException.ThrowIfNull(gpio);
        return gpio.Inputs.Where(input => input.Value.Contact != SensorContact.Absent).ToDictionary(input => input.Key, input => new GpioInputOptions
        {
            Line = input.Value.Line,
            ActiveLow = IsActiveLow(input.Value.Contact, input.Value.Bias),
            Bias = input.Value.Bias,
            Debounce = input.Value.Debounce,
        });
    }

    /// <summary>A closed contact is low when it connects to ground, and high when it connects to 3.3 V, which is what a pull-down says.</summary>
    private static bool IsActiveLow(SensorContact contact, LineBias bias) => (contact == SensorContact.NormallyOpen) == (bias != LineBias.PullDown);
}
