using System.CommandLine;
using System.Globalization;
using DoorFace.Core.Imaging;
using DoorFace.Core.Time;
using DoorFace.Device.Camera;
using DoorFace.Device.Time;
using DoorFace.Host.Composition;
using DoorFace.Host.Control;
using DoorFace.Host.Settings;
using DoorFace.Vision.Imaging;
using Spectre.Console;

namespace DoorFace.Host.Commands.Cameras;

/// <summary><c>doorface camera probe</c>: what the camera really gives, measured over some seconds.</summary>
internal static class CameraProbeCommand
{
    public static Command Create(Platform platform, TimeProvider time)
    {
        var duration = new Option<TimeSpan>("--for")
        {
            Description = "How long to measure.",
            HelpName = "TIME",
            DefaultValueFactory = _ => TimeSpan.FromSeconds(5),
        };
        duration.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<TimeSpan>() is var value && (value < TimeSpan.FromSeconds(1) || value > TimeSpan.FromHours(1)))
            {
                result.AddError("camera probe: --for is from 00:00:01 to 01:00:00.");
            }
        });
        var command = new Command("probe", "Measures the camera's frame rate, latency, brightness and drops.") { CameraOptions.Camera, duration };
        command.SetAction(async (parsed, output, cancellation) =>
        {
            var settings = CameraOptions.ReadSettings(parsed);
            using var lamp = new CameraLamp(platform, settings, time);
            var probed = await MeasureAsync(settings, parsed.GetValue(duration), time, cancellation).ConfigureAwait(false);
            output.Write(probed, CameraJson.Default.ProbedCamera, console => Print(console, probed));
            return probed.Condition == PictureCondition.Good ? ExitCodes.Success : ExitCodes.Negative;
        });
        return command;
    }

    private static async Task<ProbedCamera> MeasureAsync(DoorFaceSettings settings, TimeSpan duration, TimeProvider time, CancellationToken cancellation)
    {
        var asked = time.GetMonotonicInstant();
        await using var camera = CommandCamera.Create(settings, time, cancellation);
        var monitor = new PictureMonitor(settings.Picture);
        var grid = new LumaGrid();
        List<(MonotonicInstant TakenAt, TimeSpan Latency, long Sequence)> frames = [];
        var picture = "";
        await camera.StartAsync().ConfigureAwait(false);
        while ((frames.Count == 0 || frames[^1].TakenAt - frames[0].TakenAt < duration) && camera.Read() is { } frame)
        {
            using (frame)
            {
                frames.Add((frame.CapturedAt, time.GetMonotonicInstant() - frame.CapturedAt, frame.Sequence));
                LumaSampler.Measure(frame, grid);
                monitor.Look(grid, frame.CapturedAt);
                picture = $"{frame.Format} {frame.Width} x {frame.Height}";
            }
        }

        if (frames.Count == 0)
        {
            throw new CameraException("The camera ended without a frame. Give a recording that is not empty, or look at the camera's cable.");
        }

        var (first, last) = (frames[0], frames[^1]);
        var span = (last.TakenAt - first.TakenAt).TotalSeconds;
        // The Pi's camera program does not say when a frame was taken, so it is stamped when it has come.
        var tellsWhen = settings.Camera.Path.Length > 0;
        var latencies = frames.Select(frame => frame.Latency.TotalSeconds).Order().ToList();
        return new ProbedCamera(
            picture,
            (first.TakenAt - asked).TotalSeconds,
            frames.Count,
            camera.DroppedFrames,
            span > 0 ? (last.Sequence - first.Sequence) / span : 0,
            frames.Zip(frames.Skip(1)).Where(pair => pair.Second.Sequence == pair.First.Sequence + 1)
                .Select(pair => (pair.Second.TakenAt - pair.First.TakenAt).TotalSeconds).DefaultIfEmpty().Max(),
            tellsWhen ? latencies[latencies.Count / 2] : null,
            tellsWhen ? latencies[^1] : null,
            grid.Mean,
            grid.DarkShare,
            grid.BrightShare,
            monitor.Condition);
    }

    private static void Print(IAnsiConsole console, ProbedCamera probed)
    {
        var table = new Table().AddColumns("Camera", "");
        table.AddRow("picture", probed.Picture);
        table.AddRow("first frame after", Row($"{probed.FirstFrameSeconds:0.00} s"));
        table.AddRow("frames", Row($"{probed.Frames} read, {probed.DroppedFrames} dropped"));
        table.AddRow("rate", Row($"{probed.FramesPerSecond:0.0} a second, longest interval {probed.LongestIntervalSeconds * 1000:0} ms"));
        table.AddRow("latency", probed.MedianLatencySeconds is { } median
            ? Row($"{median * 1000:0.0} ms, longest {probed.LongestLatencySeconds * 1000:0.0} ms")
            : "not told by the Pi's camera program");
        table.AddRow("brightness", Row($"{probed.Brightness:0} of 255, {probed.DarkShare:P0} black, {probed.BrightShare:P0} white"));
        table.AddRow("condition", probed.Condition == PictureCondition.Good ? "[green]Good[/]" : $"[red]{probed.Condition}[/]");
        console.Write(table);
    }

    private static string Row(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
