using System.CommandLine;
using System.Device.Gpio;
using DoorFace.Core.Door;
using DoorFace.Device.Camera;
using DoorFace.Host;
using DoorFace.Host.Composition;
using DoorFace.Host.Control;
using DoorFace.Host.Recognition;
using DoorFace.Host.Settings;
using DoorFace.Simulator.Camera;
using DoorFace.Simulator.Gpio;
using DoorFace.Vision;
using DoorFace.Vision.Models;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Spectre.Console;

namespace DoorFace.Simulator.Demo;

/// <summary>
/// <c>doorface-sim demo</c>: enrolls a resident from one photograph with the real command, lets people walk up to the real service over
/// simulated GPIO, in real time, and succeeds only if the strike was released for the resident and for nobody else.
/// </summary>
internal static class DemoCommand
{
    private const string Resident = "Alex";

    public static Command Create()
    {
        var photos = new Option<DirectoryInfo>("--photos") { Description = "The folder of the sample photographs.", Required = true };
        var film = new Option<FileInfo>("--film") { Description = "The film strip, a PNG file.", Required = true };
        var mask = new Option<bool>("--mask-faces") { Description = "Covers the faces in the film strip." };
        var command = new Command("demo", "Shows the door opening for a resident and for nobody else.") { photos, film, mask };
        command.SetAction((parsed, _) => RunAsync(
            parsed.GetRequiredValue(photos).FullName, parsed.GetRequiredValue(film).FullName, parsed.GetValue(mask)));
        return command;
    }

    private static async Task<int> RunAsync(string photos, string film, bool maskFaces)
    {
        if (Console.IsOutputRedirected)
        {
            AnsiConsole.Profile.Width = 200; // A log is not wrapped.
        }

        var settings = new DoorFaceSettings();
        using var analyzer = new FaceAnalyzer(ModelCatalog.Load(settings.Models.FullManifestPath), settings.Vision);
        using var script = new Script(photos, analyzer);
        using var gpio = new SimulatedGpioDriver(TimeProvider.System);
        var strikeLine = gpio.CreateBoard().LineOf(settings.Gpio.Outputs[DoorOutput.Strike].Line);
        using var recorder = new Recorder(script, gpio, strikeLine);
        var platform = new Platform(
            _ => gpio.CreateBoard(),
            _ => new RecordedCamera(
                script.Scenes.SelectMany(scene => scene.Frames),
                new RecordedCameraOptions { FramesPerSecond = SimulatedSensor.FramesPerSecond },
                TimeProvider.System),
            services => services
                .AddSingleton<IRecognitionObserver>(recorder)
                // The timeline says it all.
                .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning)))
        {
            ToleratesNetwork = true,
        };

        var state = Directory.CreateTempSubdirectory("doorface-demo-");
        try
        {
            var portrait = Path.Combine(state.FullName, "portrait.png");
            var database = Path.Combine(state.FullName, "doorface.db");
            script.SavePortraitOfResident(portrait);
            var code = await DoorFaceApp.RunAsync(["enroll", Resident, "--from", portrait, "--database", database], platform).ConfigureAwait(false);
            File.Delete(portrait);
            if (code == ExitCodes.Success)
            {
                code = await DoorFaceApp.RunAsync(["run", "--database", database, "--set", "Door:UnlockTime=00:00:03"], platform).ConfigureAwait(false);
            }

            return code == ExitCodes.Success ? Judge(script, recorder, gpio.Level(strikeLine), film, maskFaces) : code;
        }
        finally
        {
            state.Delete(recursive: true);
        }
    }

    private static int Judge(Script script, Recorder recorder, PinValue strike, string film, bool maskFaces)
    {
        FilmStrip.Write([.. recorder.Film.Where(scene => scene.Frames.Any(frame => frame.Faces.Count > 0))], film, maskFaces);
        var missed = script.Scenes.Where(scene => scene.OpensTheDoor && !recorder.Releases.Contains(scene)).ToList();
        var wrong = recorder.Releases.Where(scene => !scene.OpensTheDoor).Distinct().ToList();
        foreach (var scene in missed)
        {
            AnsiConsole.MarkupLineInterpolated($"[red]The strike was not released:[/] {scene.Title}");
        }

        foreach (var scene in wrong)
        {
            AnsiConsole.MarkupLineInterpolated($"[red]The strike was released:[/] {scene.Title}");
        }

        if (strike == PinValue.High)
        {
            AnsiConsole.MarkupLine("[red]The strike is still released at the end.[/]");
        }

        var good = missed.Count == 0 && wrong.Count == 0 && strike == PinValue.Low;
        if (good)
        {
            AnsiConsole.MarkupLineInterpolated($"[green]The strike was released {recorder.Releases.Count} time(s), for the resident and for nobody else.[/]");
        }

        AnsiConsole.WriteLine($"Film strip: {film}");
        return good ? ExitCodes.Success : ExitCodes.Negative;
    }
}
