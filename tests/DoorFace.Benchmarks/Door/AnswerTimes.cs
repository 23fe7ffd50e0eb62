using System.Device.Gpio;
using System.Globalization;
using DoorFace.Benchmarks.Vision;
using DoorFace.Core.Door;
using DoorFace.Core.Imaging;
using DoorFace.Device.Camera;
using DoorFace.Host.Composition;
using DoorFace.Host.Settings;
using DoorFace.Simulator.Gpio;
using DoorFace.Tests.Support;
using DoorFace.Vision;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DoorFace.Benchmarks.Door;

/// <summary>
/// How long somebody waits between pressing the button inside and the strike's line, with the whole service as the program puts it together, the
/// product's own debouncing, and recognition taking every core: the service's own, and another analyzer on each further core. Both instants are stamped by the simulated driver.
/// </summary>
internal static class AnswerTimes
{
    private const int Presses = 200;
    private const double MedianLimit = 20;
    private const double LateLimit = 100;

    /// <returns>0 when median and 99th percentile are within their limits and the cores were busy, else 1.</returns>
    public static async Task<int> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("doorface-answer-");
        using var gpio = new SimulatedGpioDriver(TimeProvider.System);
        try
        {
            var settings = SettingsReader.Read(null, new Dictionary<string, string?>
            {
                ["Models:Manifest"] = RepositoryFiles.Manifest,
                ["Storage:Database"] = Path.Combine(folder.FullName, "doorface.db"),
                ["Gpio:Inputs:DoorPosition:Contact"] = nameof(SensorContact.NormallyClosed),
                ["Door:MinimumPulse"] = "00:00:00.1",
            });
            gpio.Drive(Line(DoorSensor.DoorPosition), PinValue.Low);
            using var host = DoorHost.Compose(
                settings,
                new Platform(
                    _ => gpio.CreateBoard(),
                    _ => new RecordedCamera(Faces(), new RecordedCameraOptions { FramesPerSecond = 1000 }, TimeProvider.System),
                    services => services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Error))),
                TimeProvider.System,
                persist: true);
            await host.StartAsync();
            using var stop = new CancellationTokenSource();
            Task[] others = [.. Enumerable.Range(1, Environment.ProcessorCount - 1).Select(_ => Task.Factory.StartNew(() => Analyze(stop.Token), TaskCreationOptions.LongRunning))];
            await Task.Delay(TimeSpan.FromSeconds(2));
            var (times, busy) = Measure(gpio);
            await stop.CancelAsync();
            await Task.WhenAll(others);
            await host.StopAsync();
            return Report(times, busy);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Analyze(CancellationToken stop)
    {
        using var analyzer = new FaceAnalyzer(Scene.Catalog(), new VisionOptions());
        using var face = Scene.OneFace();
        var analysis = new FaceAnalysis();
        while (!stop.IsCancellationRequested)
        {
            analyzer.Analyze(face, analysis);
        }
    }

    /// <summary>The times in milliseconds, and how many cores were busy meanwhile, with this or anything else.</summary>
    private static (double[] Times, double BusyCores) Measure(SimulatedGpioDriver gpio)
    {
        var times = new double[Presses];
        var (idle, all) = ProcessorTimes();
        for (var press = 0; press < Presses; press++)
        {
            var journal = gpio.Journal.Count;
            gpio.Drive(Line(DoorSensor.RequestToExit), PinValue.Low);
            var pressed = gpio.Journal[journal].At;
            WaitFor(gpio, PinValue.High);
            times[press] = (gpio.Journal.Skip(journal).First(change => change.Line == StrikeLine).At - pressed).TotalMilliseconds;
            gpio.Drive(Line(DoorSensor.RequestToExit), PinValue.High);
            // Walking through ends the release.
            gpio.Drive(Line(DoorSensor.DoorPosition), PinValue.High);
            WaitFor(gpio, PinValue.Low);
            gpio.Drive(Line(DoorSensor.DoorPosition), PinValue.Low);
            Thread.Sleep(200);
        }

        var (idleAfter, allAfter) = ProcessorTimes();
        return (times, Environment.ProcessorCount * (1 - ((idleAfter - idle) / (double)(allAfter - all))));
    }

    // /proc/stat: user, nice, system, idle, waiting for a disk, ...
    private static (long Idle, long All) ProcessorTimes()
    {
        var times = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(long.Parse).ToList();
        return (times[3] + times[4], times.Sum());
    }

    private static int Report(double[] times, double busyCores)
    {
        Array.Sort(times);
        var (median, late) = (times[Presses / 2], times[(int)(Presses * 0.99)]);
        Print($"cores busy           {busyCores:0.00} of {Environment.ProcessorCount}");
        Print($"button to strike     median {median:0.0} ms (at most {MedianLimit:0}), 99th percentile {late:0.0} ms (at most {LateLimit:0}), longest {times[^1]:0.0} ms, {Presses} presses");
        Print($"of which debouncing  {WiringPlan.Default.Inputs[DoorSensor.RequestToExit].DebounceMilliseconds} ms");
        return median <= MedianLimit && late <= LateLimit && busyCores > 0.9 * Environment.ProcessorCount ? 0 : 1;
    }

    private static void WaitFor(SimulatedGpioDriver gpio, PinValue level) =>
        SpinUntil(() => gpio.Level(StrikeLine) == level);

    // Without spinning: the cores belong to what is measured.
    private static void SpinUntil(Func<bool> isSo)
    {
        while (!isSo())
        {
            Thread.Sleep(1);
        }
    }

    private static int StrikeLine => WiringPlan.Default.Outputs[DoorOutput.Strike].Line;

    private static int Line(DoorSensor sensor) => WiringPlan.Default.Inputs[sensor].Line;

    private static IEnumerable<Frame> Faces()
    {
        using var face = Scene.OneFace();
        var frames = new FramePool(face.Format, face.Width, face.Height);
        while (true)
        {
            var frame = frames.Rent();
            face.Pixels.CopyTo(frame.Pixels);
            yield return frame;
        }
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
