using System.CommandLine;
using DoorFace.Core.Access;
using DoorFace.Core.Door;
using DoorFace.Core.Imaging;
using DoorFace.Device.Camera;
using DoorFace.Device.Gpio;
using DoorFace.Host.Door;
using DoorFace.Host.Recognition;
using DoorFace.Host.Settings;
using DoorFace.Storage;
using DoorFace.Vision;
using DoorFace.Vision.Models;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace DoorFace.Host.Commands;

/// <summary><c>doorface run</c>: the service that guards the door.</summary>
internal static class RunCommand
{
    public static Command Create(Hardware hardware, TimeProvider time)
    {
        var camera = new Option<FileSystemInfo?>("--camera")
        {
            Description = "A recording to replay; short for --set Camera:Path=PATH.",
            HelpName = "PATH",
        };
        var command = new Command("run", "Guards the door until it is stopped.") { camera };
        command.SetAction(async (parsed, output, cancellation) =>
        {
            var settings = GlobalOptions.ReadSettings(parsed);
            if (parsed.GetValue(camera) is { } path)
            {
                settings = settings with { Camera = settings.Camera with { Path = path.FullName } };
            }

            using var host = Compose(settings, hardware, time);
            // Whatever cannot be had (a model, the database, a line, the camera) is said here, before the door is in service.
            _ = host.Services.GetRequiredService<Recognizer>();
            _ = host.Services.GetRequiredService<ResidentStore>();
            _ = host.Services.GetRequiredService<ICamera>();
            _ = host.Services.GetServices<IHostedService>().ToList();
            var result = host.Services.GetRequiredService<RunResult>();
            await host.RunAsync(cancellation).ConfigureAwait(false);
            if (result.Failure is not { } failure)
            {
                return ExitCodes.Success;
            }

            Output.Error(failure);
            return ExitCodes.Fault;
        });
        return command;
    }

    private static IHost Compose(DoorFaceSettings settings, Hardware hardware, TimeProvider time)
    {
        // Empty: the default builder watches the content root for changes of files, and this program reads its settings once.
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.AddSimpleConsole(options =>
        {
            options.SingleLine = true;
            options.TimestampFormat = "HH:mm:ss.fff ";
        });
        // Standard output belongs to the answers of commands.
        builder.Services.Configure<ConsoleLoggerOptions>(options => options.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        // It would tell with a stack trace what the command tells in a sentence.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);

        builder.Services
            .AddSingleton(settings)
            .AddSingleton(time)
            .AddSingleton<RunResult>()
            .AddSingleton(_ => ModelCatalog.Load(settings.Models.FullManifestPath))
            .AddSingleton(services => new FaceAnalyzer(services.GetRequiredService<ModelCatalog>(), settings.Vision))
            .AddSingleton(new AccessPolicy(settings.Access))
            .AddSingleton<Recognizer>()
            .AddSingleton(_ => settings.Storage.OpenStore())
            .AddSingleton<GalleryMonitor>()
            .AddSingleton(new DoorStateMachine(settings.Door))
            .AddSingleton<DoorInbox>()
            .AddSingleton(hardware.Gpio)
            .AddSingleton<IImageDecoder, ImageDecoder>()
            // The result is there before: while the services are being disposed none can be asked for.
            .AddSingleton(services => DoorIoOf(
                services.GetRequiredService<GpioBoard>(), settings.Gpio, services.GetRequiredService<RunResult>(), time))
            .AddSingleton<ICamera>(hardware.Camera)
            // Stopped in the opposite order: the door outlives recognition, and secures itself last.
            .AddHostedService<DoorService>()
            .AddHostedService<RecognitionService>();
        hardware.AddServices?.Invoke(builder.Services);
        return builder.Build();
    }

    private static DoorIo DoorIoOf(GpioBoard board, GpioSettings gpio, RunResult result, TimeProvider time) =>
        new(board, gpio.OutputOptions(), gpio.InputOptions(), time, _ => { }, fault => result.Fail(fault.Message));
}
