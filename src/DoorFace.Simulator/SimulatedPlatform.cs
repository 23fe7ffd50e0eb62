using System.CommandLine;
using System.Device.Gpio;
using System.Text.Json;
using DoorFace.Core.Imaging;
using DoorFace.Device.Camera;
using DoorFace.Device.Camera.V4l2;
using DoorFace.Host.Cameras;
using DoorFace.Host.Commands;
using DoorFace.Host.Composition;
using DoorFace.Host.Settings;
using DoorFace.Simulator.Camera;
using DoorFace.Simulator.Gpio;
using DoorFace.Simulator.Staging;
using Microsoft.Extensions.DependencyInjection;

namespace DoorFace.Simulator;

/// <summary>
/// A PC in place of a Raspberry Pi: GPIO made of memory, whose every change is a line of JSON on standard output, a camera that can be made to fail,
/// and a stage on which things happen as told.
/// </summary>
internal static class SimulatedPlatform
{
    public static Platform Create()
    {
        var driver = new SimulatedGpioDriver(TimeProvider.System);
        var faults = FaultsOption();
        var stage = new Option<bool>("--stage")
        {
            Description = "Follows stage directions on standard input, one a line: press SENSOR, release SENSOR, show PATH (the camera plays it over and over), empty (nobody is there).",
        };
        FaultPlan? plan = null;
        var staged = false;
        // Over all cameras: one that was started again goes on in the plan.
        FaultyCamera? last = null;
        return new Platform(
            _ => driver.CreateBoard(),
            services => plan is null ? CameraOf(services) : last = new FaultyCamera(CameraOf(services), plan, last?.NextFrame ?? 0),
            services => _ = staged ? AddStage(services, driver) : services)
        {
            RunOptions = [faults, stage],
            ToleratesNetwork = true,
            Prepare = parsed =>
            {
                // Of the service only: the answers of other commands are nothing but answers.
                driver.PinChanged += (_, change) => Console.Out.WriteLine(JsonSerializer.Serialize(
                    new PinReport(change.At.SinceOrigin.TotalSeconds, change.Line, driver.LineName(change.Line), change.Level == PinValue.High ? 1 : 0),
                    PinReportJson.Default.PinReport));
                plan = parsed.GetValue(faults) is { } text ? FaultPlan.Parse(text) : null;
                staged = parsed.GetValue(stage);
                if (staged && CameraOptions.ReadSettings(parsed).Camera.Path is var path && V4l2Options.IsDevice(path))
                {
                    throw new SettingsException([$"Camera:Path is '{path}', a device; --stage shows recordings and pictures only."]);
                }
            },
            SavePicture = PictureFile.Write,
        };
    }

    private static ICamera CameraOf(IServiceProvider services)
    {
        if (services.GetService<StagedPictures>() is not { } pictures)
        {
            return Platform.CameraOf(services);
        }

        var settings = services.GetRequiredService<DoorFaceSettings>().Camera;
        var camera = new RecordedCamera(
            pictures, new RecordedCameraOptions { FramesPerSecond = settings.FrameRate, Pace = settings.Pace }, services.GetRequiredService<TimeProvider>());
        return CameraChoice.Turned(camera, settings.Turn);
    }

    private static IServiceCollection AddStage(IServiceCollection services, SimulatedGpioDriver driver) => services
        .AddSingleton(provider => new StagedPictures(
            provider.GetRequiredService<DoorFaceSettings>().Camera.Path, provider.GetRequiredService<IImageDecoder>(), provider.GetRequiredService<PictureMonitor>()))
        .AddSingleton(provider => new StageDirections(
            provider.GetRequiredService<DoorFaceSettings>().Gpio, driver, provider.GetRequiredService<StagedPictures>()))
        .AddHostedService<StageManager>();

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
