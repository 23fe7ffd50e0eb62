using System.Device.Gpio;
using DoorFace.Core.Door;

namespace DoorFace.Device.Tests.Gpio;

/// <summary>A line that bounces loses nothing and holds up nothing; shown by counting, never by a clock.</summary>
public sealed class DoorIoBurstTests : IDisposable
{
    private const int Edges = 10_000;

    private readonly DoorBench _bench = new();

    public DoorIoBurstTests()
    {
        _bench.Inputs[DoorSensor.Tamper] = DoorBench.Input(DoorBench.ContactLine);
        _bench.Inputs[DoorSensor.RequestToExit] = DoorBench.Input(DoorBench.ButtonLine);
        _bench.Inputs[DoorBench.Marker] = DoorBench.Input(DoorBench.MarkerLine);
    }

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData(Edges, false)]
    [InlineData(Edges + 1, true)]
    public async Task A_burst_ends_with_the_last_level_told(int edges, bool last)
    {
        using var io = _bench.Open();
        io.ReadAll();

        Burst(edges);

        var told = await ToldOfAsync(DoorSensor.Tamper);
        Assert.Equal(last, told[^1]);
        Assert.All(told.Zip(told.Skip(1)), pair => Assert.NotEqual(pair.First, pair.Second));
    }

    [Fact]
    public async Task A_burst_while_the_reader_is_busy_costs_one_reading()
    {
        using var reading = new SemaphoreSlim(0);
        using var free = new SemaphoreSlim(0);
        using var io = _bench.Open();
        io.ReadAll();
        _bench.OnSensor = level =>
        {
            if (level is { Sensor: DoorSensor.RequestToExit })
            {
                reading.Release();
                free.Wait(TestContext.Current.CancellationToken);
            }
        };
        _bench.Driver.Drive(DoorBench.ButtonLine, PinValue.High);
        await reading.WaitAsync(DoorBench.HangLimit, TestContext.Current.CancellationToken);

        var before = _bench.Readings(DoorBench.ContactLine);
        Burst(Edges + 1); // All while the reader waits.
        free.Release();

        Assert.Equal([false, true], await ToldOfAsync(DoorSensor.Tamper));
        Assert.Equal(before + 1, _bench.Readings(DoorBench.ContactLine));
    }

    [Fact]
    public async Task A_line_that_never_rests_delays_another_by_one_reading()
    {
        var answered = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        var since = -1;
        using var io = _bench.Open();
        io.ReadAll();
        _bench.OnSensor = level =>
        {
            if (level.Sensor == DoorSensor.Tamper && !answered.Task.IsCompleted)
            {
                // Asks to be read again before anything else can; somewhere on the way the button is pressed.
                _bench.Driver.Drive(DoorBench.ContactLine, !level.Active);
                since += since < 0 ? 0 : 1;
                if (since < 0 && _bench.Driver.Journal.Count >= Edges / 10)
                {
                    since = 0;
                    _bench.Driver.Drive(DoorBench.ButtonLine, PinValue.High);
                }
            }
            else if (level.Sensor == DoorSensor.RequestToExit)
            {
                answered.TrySetResult(since);
            }
        };

        _bench.Driver.Drive(DoorBench.ContactLine, PinValue.High);

        Assert.InRange(await DoorBench.Within(answered.Task), 0, 1);
    }

    private void Burst(int edges)
    {
        for (var i = 0; i < edges; i++)
        {
            _bench.Driver.Drive(DoorBench.ContactLine, i % 2 == 0);
        }
    }

    /// <summary>What was told of a sensor since the first reading, when everything has been read.</summary>
    private async Task<List<bool>> ToldOfAsync(DoorSensor sensor)
    {
        _bench.OnSensor = null;
        // The first reading's marker ends the first, the marker's own change the second.
        List<(DoorSensor Sensor, bool Active)> told = [];
        while (await _bench.NextAsync() is var level && level.Sensor != DoorBench.Marker)
        {
            told.Add((level.Sensor, level.Active));
        }

        told.AddRange(await _bench.ToldAsync());
        return [.. told.Where(level => level.Sensor == sensor).Select(level => level.Active)];
    }
}
