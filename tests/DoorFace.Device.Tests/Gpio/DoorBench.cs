using System.Collections.Concurrent;
using System.Device.Gpio;
using System.Threading.Channels;
using DoorFace.Core.Door;
using DoorFace.Core.Time;
using DoorFace.Device.Gpio;
using DoorFace.Device.Time;
using DoorFace.Simulator.Gpio;
using Microsoft.Extensions.Time.Testing;

namespace DoorFace.Device.Tests.Gpio;

/// <summary>A door's lines on a simulated chip, with a clock that only the test moves.</summary>
internal sealed class DoorBench : IDisposable
{
    /// <summary>Ends a test that hangs; nothing is timed by it.</summary>
    public static readonly TimeSpan HangLimit = TimeSpan.FromMinutes(1);

    public const int StrikeLine = 17;
    public const int LampLine = 27;
    public const int ButtonLine = 22;
    public const int ContactLine = 23;
    public const int MarkerLine = 24;

    /// <summary>The lamp that tests use as the second output.</summary>
    public const DoorOutput Lamp = DoorOutput.ReadyLamp;

    /// <summary>The sensor without debounce that tests use to know that everything before it has been read.</summary>
    public const DoorSensor Marker = DoorSensor.IntentButton;

    private readonly CountingController _controller;
    private readonly Channel<SensorLevel> _levels = Channel.CreateUnbounded<SensorLevel>();
    private bool _marker;

    public DoorBench(bool writeMakesOutput = false)
    {
        Driver = new SimulatedGpioDriver(Time) { WriteMakesOutput = writeMakesOutput };
        _controller = new CountingController(Driver);
        Board = new GpioBoard(_controller, "gpiochip0", Driver.GetChipInfo().Label, SimulatedChip.RaspberryPi4.LineNames)
        {
            WriteMakesOutput = writeMakesOutput,
        };
    }

    public FakeTimeProvider Time { get; } = new();

    public SimulatedGpioDriver Driver { get; }

    public GpioBoard Board { get; }

    public ConcurrentQueue<DoorIoException> Faults { get; } = [];

    public Dictionary<DoorOutput, GpioOutputOptions> Outputs { get; } = new() { [DoorOutput.Strike] = Output(StrikeLine) };

    public Dictionary<DoorSensor, GpioInputOptions> Inputs { get; } = [];

    /// <summary>Called with each level as it is told, on the thread that tells it.</summary>
    public Action<SensorLevel>? OnSensor { get; set; }

    public MonotonicInstant Now => Time.GetMonotonicInstant();

    public static GpioOutputOptions Output(int line, bool activeLow = false, OutputDrive drive = OutputDrive.Level) =>
        new() { Line = $"{line}", ActiveLow = activeLow, Drive = drive };

    /// <summary>A contact to the supply.</summary>
    public static GpioInputOptions Input(int line, int debounce = 0) =>
        new() { Line = $"{line}", Bias = LineBias.PullDown, Debounce = TimeSpan.FromMilliseconds(debounce) };

    public static DoorCommand On(DoorOutput output, MonotonicInstant? until = null) => new(output, true, until);

    public static DoorCommand Off(DoorOutput output) => new(output, false);

    /// <summary>How often a line has been read.</summary>
    public int Readings(int line) => _controller.Readings.GetValueOrDefault(line);

    public DoorIo Open() => new(Board, Outputs, Inputs, Time, Tell, Faults.Enqueue);

    public void Advance(int milliseconds) => Time.Advance(TimeSpan.FromMilliseconds(milliseconds));

    public MonotonicInstant In(int milliseconds) => Now + TimeSpan.FromMilliseconds(milliseconds);

    /// <summary>The levels a line has shown from a count of changes on.</summary>
    public IEnumerable<PinValue> Shown(int line, int since = 0) =>
        Driver.Journal.Skip(since).Where(change => change.Line == line).Select(change => change.Level);

    public static Task Within(Task task) => task.WaitAsync(HangLimit, TestContext.Current.CancellationToken);

    public static Task<T> Within<T>(Task<T> task) => task.WaitAsync(HangLimit, TestContext.Current.CancellationToken);

    public async Task<SensorLevel> NextAsync() => await Within(_levels.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask());

    /// <summary>The levels told until now, whatever is still to be read; needs the marker to be wired.</summary>
    public async Task<List<(DoorSensor Sensor, bool Active)>> ToldAsync()
    {
        _marker = !_marker;
        Driver.Drive(MarkerLine, _marker);
        List<(DoorSensor, bool)> told = [];
        while (await NextAsync() is var level && level.Sensor != Marker)
        {
            told.Add((level.Sensor, level.Active));
        }

        return told;
    }

    public void Dispose() => Board.Dispose();

    private void Tell(SensorLevel level)
    {
        OnSensor?.Invoke(level);
        _levels.Writer.TryWrite(level);
    }

    private sealed class CountingController(GpioDriver driver) : GpioController(driver)
    {
        public ConcurrentDictionary<int, int> Readings { get; } = [];

        public override PinValue Read(int pinNumber)
        {
            Readings.AddOrUpdate(pinNumber, 1, (_, count) => count + 1);
            return base.Read(pinNumber);
        }
    }
}
