using System.Device.Gpio;
using System.Text.Json;
using DoorFace.Host;
using DoorFace.Simulator.Gpio;

namespace DoorFace.Simulator;

/// <summary>A PC in place of a Raspberry Pi: GPIO made of memory, whose every change is a line of JSON on standard output.</summary>
internal static class SimulatedHardware
{
    public static Hardware Create()
    {
        var driver = new SimulatedGpioDriver(TimeProvider.System);
        driver.PinChanged += (_, change) => Console.Out.WriteLine(JsonSerializer.Serialize(
            new PinReport(change.At.SinceOrigin.TotalSeconds, change.Line, driver.LineName(change.Line), change.Level == PinValue.High ? 1 : 0),
            PinReportJson.Default.PinReport));
        return new Hardware(_ => driver.CreateBoard(), Hardware.CameraOf);
    }
}
