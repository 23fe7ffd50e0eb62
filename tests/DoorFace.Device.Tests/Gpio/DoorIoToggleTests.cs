using System.Device.Gpio;
using DoorFace.Core.Door;
using DoorFace.Device.Gpio;
using DoorFace.Simulator.Gpio;

namespace DoorFace.Device.Tests.Gpio;

public sealed class DoorIoToggleTests : IDisposable
{
    private readonly DoorBench _bench = new();

    public DoorIoToggleTests() => _bench.Outputs[DoorOutput.Strike] = DoorBench.Output(DoorBench.StrikeLine, drive: OutputDrive.Toggle);

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task An_active_strike_toggles_until_it_is_made_inactive_and_then_rests()
    {
        using var io = _bench.Open();
        Assert.False(io.IsActive(DoorOutput.Strike));

        await ToggleAsync(io, changes: 10);
        Assert.True(io.IsActive(DoorOutput.Strike));

        io.Apply(DoorBench.Off(DoorOutput.Strike));
        AssertRests();
        Assert.False(io.IsActive(DoorOutput.Strike));
        AssertAlternates();
    }

    [Fact]
    public async Task Toggling_ends_at_its_instant_without_a_further_command()
    {
        using var io = _bench.Open();
        await ToggleAsync(io, changes: 10);

        _bench.Advance(5000);

        AssertRests();
        Assert.False(io.IsActive(DoorOutput.Strike));
        Assert.Empty(_bench.Faults);
    }

    [Fact]
    public async Task Toggling_begins_again_with_a_further_command()
    {
        using var io = _bench.Open();
        await ToggleAsync(io, changes: 4);
        io.EnterSafeState();
        AssertRests();

        await ToggleAsync(io, changes: 4);

        io.EnterSafeState();
        AssertRests();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_strike_at_rest_has_its_inactive_level(bool activeLow)
    {
        using var bench = new DoorBench();
        bench.Outputs[DoorOutput.Strike] = DoorBench.Output(DoorBench.StrikeLine, activeLow, OutputDrive.Toggle);
        using (var io = bench.Open())
        {
            // Whichever level it is caught at.
            for (var changes = 3; changes <= 6; changes++)
            {
                await ToggleAsync(bench, io, changes);
                io.Apply(DoorBench.Off(DoorOutput.Strike));
                Assert.Equal(activeLow, bench.Driver.Level(DoorBench.StrikeLine));
            }
        }
    }

    [Fact]
    public async Task A_line_that_fails_ends_the_toggling_and_is_told_once()
    {
        var told = new TaskCompletionSource<DoorIoException>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var io = new DoorIo(_bench.Board, _bench.Outputs, _bench.Inputs, _bench.Time, _ => { }, fault =>
        {
            _bench.Faults.Enqueue(fault);
            told.TrySetResult(fault);
        });
        await ToggleAsync(io, changes: 4);

        _bench.Driver.FailLine(DoorBench.StrikeLine, new IOException("Input/output error"));

        Assert.Contains("could not be toggled: Input/output error", (await DoorBench.Within(told.Task)).Message, StringComparison.Ordinal);
        var count = _bench.Driver.Journal.Count;
        _bench.Advance(1000);
        Assert.Single(_bench.Faults);
        Assert.Equal(count, _bench.Driver.Journal.Count);
        _bench.Driver.FailLine(DoorBench.StrikeLine, null);
    }

    [Fact]
    public void An_end_is_asked_for()
    {
        using var io = _bench.Open();

        Assert.Throws<ArgumentException>(() => io.Apply(DoorBench.On(DoorOutput.Strike)));
        Assert.False(io.IsActive(DoorOutput.Strike));
    }

    [Fact]
    public void Nothing_but_the_strike_toggles()
    {
        _bench.Outputs[DoorOutput.Buzzer] = DoorBench.Output(DoorBench.LampLine, drive: OutputDrive.Toggle);

        Assert.Contains("Output Buzzer cannot be driven by toggling", Assert.Throws<DoorIoException>(_bench.Open).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Toggling_allocates_nothing()
    {
        using var driver = new MeasuringDriver(from: 100, to: 300);
        using var board = new GpioBoard(new GpioController(driver), "gpiochip0", "measuring", [.. Enumerable.Repeat("", 20)]);
        using var io = new DoorIo(board, _bench.Outputs, _bench.Inputs, TimeProvider.System, _ => { }, _bench.Faults.Enqueue);

        io.Apply(DoorBench.On(DoorOutput.Strike, new(TimeSpan.MaxValue)));

        Assert.Equal(0, await DoorBench.Within(driver.Allocated));
    }

    private Task ToggleAsync(DoorIo io, int changes) => ToggleAsync(_bench, io, changes);

    private static async Task ToggleAsync(DoorBench bench, DoorIo io, int changes)
    {
        var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var left = changes;
        void Count(object? sender, PinChange change)
        {
            if (Interlocked.Decrement(ref left) == 0)
            {
                enough.SetResult();
            }
        }

        bench.Driver.PinChanged += Count;
        io.Apply(DoorBench.On(DoorOutput.Strike, bench.In(5000)));
        await DoorBench.Within(enough.Task);
        bench.Driver.PinChanged -= Count;
    }

    private void AssertRests() => Assert.Equal(PinValue.Low, _bench.Driver.Level(DoorBench.StrikeLine));

    private void AssertAlternates()
    {
        var shown = _bench.Shown(DoorBench.StrikeLine).ToList();
        Assert.InRange(shown.Count, 10, int.MaxValue);
        Assert.All(shown.Zip(shown.Skip(1)), pair => Assert.NotEqual(pair.First, pair.Second));
    }

    /// <summary>A chip without pins that measures what the thread that writes has allocated between two of its writes.</summary>
    private sealed class MeasuringDriver(int from, int to) : GpioDriver
    {
        private readonly TaskCompletionSource<long> _allocated = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private long _before;
        private int _writes;

        public Task<long> Allocated => _allocated.Task;

        protected override int PinCount => 20;

        protected override void OpenPin(int pinNumber)
        {
        }

        protected override void ClosePin(int pinNumber)
        {
        }

        protected override void SetPinMode(int pinNumber, PinMode mode)
        {
        }

        protected override PinMode GetPinMode(int pinNumber) => PinMode.Output;

        protected override bool IsPinModeSupported(int pinNumber, PinMode mode) => true;

        protected override PinValue Read(int pinNumber) => PinValue.Low;

        protected override void Write(int pinNumber, PinValue value)
        {
            _writes++;
            if (_writes == from)
            {
                _before = GC.GetAllocatedBytesForCurrentThread();
            }
            else if (_writes == to)
            {
                _allocated.SetResult(GC.GetAllocatedBytesForCurrentThread() - _before);
            }
        }

        protected override WaitForEventResult WaitForEvent(int pinNumber, PinEventTypes eventTypes, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        protected override void AddCallbackForPinValueChangedEvent(int pinNumber, PinEventTypes eventTypes, PinChangeEventHandler callback) =>
            throw new NotSupportedException();

        protected override void RemoveCallbackForPinValueChangedEvent(int pinNumber, PinChangeEventHandler callback) =>
            throw new NotSupportedException();
    }
}
