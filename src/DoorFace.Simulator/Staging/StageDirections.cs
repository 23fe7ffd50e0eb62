using System.Device.Gpio;
using DoorFace.Core.Door;
using DoorFace.Device.Camera;
using DoorFace.Host.Settings;
using DoorFace.Simulator.Gpio;

namespace DoorFace.Simulator.Staging;

/// <summary>The world around a simulated door: people who press and open things, and who is before its camera.</summary>
internal sealed class StageDirections
{
    private const string Known = "Write press SENSOR, release SENSOR, show PATH or empty.";

    private readonly GpioSettings _wiring;
    private readonly SimulatedGpioDriver _gpio;
    private readonly StagedPictures _pictures;

    /// <summary>Begins with every sensor inactive.</summary>
    /// <param name="wiring">How the sensors are wired, checked.</param>
    /// <param name="gpio">What they are wired to.</param>
    /// <param name="pictures">What the camera is shown.</param>
    public StageDirections(GpioSettings wiring, SimulatedGpioDriver gpio, StagedPictures pictures)
    {
        (_wiring, _gpio, _pictures) = (wiring, gpio, pictures);
        foreach (var sensor in wiring.InputOptions().Keys)
        {
            Put(sensor, active: false);
        }
    }

    /// <summary>Follows one direction.</summary>
    /// <param name="line"><c>press SENSOR</c>, <c>release SENSOR</c>, <c>show PATH</c> or <c>empty</c>; a blank one says nothing.</param>
    /// <returns>Null when it was followed, and otherwise why not.</returns>
    public string? Follow(string line)
    {
        var words = line.Split(' ', 2, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return words switch
        {
            [] => null,
            ["press", var sensor] => Put(sensor, active: true),
            ["release", var sensor] => Put(sensor, active: false),
            ["show", var path] => Show(path),
            ["empty"] => ShowNobody(),
            _ => $"'{line}' is not a stage direction. {Known}",
        };
    }

    private string? Put(string name, bool active)
    {
        if (Enum.GetValues<DoorSensor>().Cast<DoorSensor?>().FirstOrDefault(sensor => name.Equals(sensor.ToString(), StringComparison.OrdinalIgnoreCase)) is not { } known)
        {
            return $"There is no sensor '{name}', only {string.Join(", ", Enum.GetNames<DoorSensor>())}.";
        }

        return Put(known, active) ? null : $"{known} is not wired. Give it a contact, such as --set Gpio:Inputs:{known}:Contact={SensorContact.NormallyOpen}.";
    }

    /// <summary>Opens or closes a sensor's contact; false when it has none.</summary>
    private bool Put(DoorSensor sensor, bool active)
    {
        if (!_wiring.InputOptions().TryGetValue(sensor, out var input) || GpioLine.NumberOf(input.Line) is not { } line)
        {
            return false;
        }

        _gpio.Drive(line, active == input.ActiveLow ? PinValue.Low : PinValue.High);
        return true;
    }

    private string? Show(string path)
    {
        try
        {
            _pictures.Show(path);
            return null;
        }
        catch (CameraException fault)
        {
            return fault.Message;
        }
    }

    private string? ShowNobody()
    {
        _pictures.ShowNobody();
        return null;
    }
}
