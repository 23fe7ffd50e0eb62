using System.CommandLine;
using System.Device.Gpio;
using System.Text.Json;
using DoorFace.Host;
using DoorFace.Simulator.Camera;
using DoorFace.Simulator.Gpio;

namespace DoorFace.Simulator;

/// <summary>
/// A PC in place of a Raspberry Pi: GPIO made of memory, whose every change is a line of JSON on standard output, and a camera that can be made to fail.
/// </summary>
internal static class SimulatedHardware
{
    public static Hardware Create()
    {
        var driver = new SimulatedGpioDriver(TimeProvider.System);
        var faults = FaultsOption();
        FaultPlan? plan = null;
        // Over all cameras: one that was started again goes on in the plan.
        FaultyCamera? last = null;
        return new Hardware(_ => driver.CreateBoard(), services => plan is null
            ? Hardware.CameraOf(services)
            : last = new FaultyCamera(Hardware.CameraOf(services), plan, last?.NextFrame ?? 0))
        {
            RunOptions = [faults],
            Prepare = parsed =>
            {
                // Of the service only: the answers of other commands are nothing but answers.
                driver.PinChanged += (_, change) => Console.Out.WriteLine(JsonSerializer.Serialize(
                    new PinReport(change.At.SinceOrigin.TotalSeconds, change.Line, driver.LineName(change.Line), change.Level == PinValue.High ? 1 : 0),
                    PinReportJson.Default.PinReport));
                plan = parsed.GetValue(faults) is { } text ? FaultPlan.Parse(text) : null;
            },
            SavePicture = PictureFile.Write,
        };
    }

    private static Option<string?> FaultsOption()
    {
        var option = new Option<string?>("--camera-faults")
        {
            Description = "Faults of the camera, such as stall@300,garbage@600x5 or every=300 for one of each kind in turn.",
            HelpName = "PLAN",
        };
        option.Validators.Add(result =>
        {
            try
            {
                _ = result.GetValueOrDefault<string?>() is { } text ? FaultPlan.Parse(text) : null;
            }
            catch (FormatException mistake)
            {
                result.AddError(mistake.Message);
            }
        });
        return option;
    }
}
