using System.Device.Gpio;
using DoorFace.Core.Door;
using DoorFace.Device.Gpio;

namespace DoorFace.Device.Tests.Gpio;

public sealed class DoorIoSensorTests : IDisposable
{
    private readonly DoorBench _bench = new();

    public DoorIoSensorTests()
    {
        _bench.Inputs[DoorSensor.RequestToExit] = DoorBench.Input(DoorBench.ButtonLine, debounce: 30);
        _bench.Inputs[DoorBench.Marker] = DoorBench.Input(DoorBench.MarkerLine);
    }

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData(LineBias.PullUp, true, PinMode.InputPullUp)]
    [InlineData(LineBias.PullDown, false, PinMode.InputPullDown)]
    [InlineData(LineBias.None, false, PinMode.Input)]
    public async Task A_sensor_is_read_by_its_bias_and_polarity(LineBias bias, bool activeLow, PinMode mode)
    {
        _bench.Inputs[DoorSensor.RequestToExit] = DoorBench.Input(DoorBench.ButtonLine) with { Bias = bias, ActiveLow = activeLow };
        using var io = await OpenAsync();
        Assert.Equal(mode, _bench.Board.Controller.GetPinMode(DoorBench.ButtonLine));

        _bench.Driver.Drive(DoorBench.ButtonLine, !activeLow);
        Assert.Equal([(DoorSensor.RequestToExit, true)], await _bench.ToldAsync());

        _bench.Driver.Drive(DoorBench.ButtonLine, null); // The pull decides.
        Assert.Equal([(DoorSensor.RequestToExit, false)], await _bench.ToldAsync());
    }

    [Fact]
    public void Reading_all_tells_every_level_at_once_changed_or_not()
    {
        _bench.Driver.Drive(DoorBench.ButtonLine, PinValue.High);
        List<SensorLevel> told = [];
        _bench.OnSensor = told.Add;
        using var io = _bench.Open();
        Assert.Empty(told);

        io.ReadAll();
        io.ReadAll();

        SensorLevel[] once = [new(DoorSensor.RequestToExit, true, _bench.Now), new(DoorBench.Marker, false, _bench.Now)];
        Assert.Equal([.. once, .. once], told);
    }

    [Fact]
    public async Task An_edge_between_opening_and_the_first_reading_is_not_lost()
    {
        using var io = _bench.Open();
        _bench.Driver.Drive(DoorBench.ButtonLine, PinValue.High);

        io.ReadAll();
        Assert.Equal((DoorSensor.RequestToExit, true), await NextAsync());
        Assert.Equal((DoorBench.Marker, false), await NextAsync());

        _bench.Driver.Drive(DoorBench.ButtonLine, PinValue.Low);
        Assert.Empty(await _bench.ToldAsync());
        _bench.Advance(30);
        Assert.Equal((DoorSensor.RequestToExit, false), await NextAsync());
    }

    [Fact]
    public async Task A_level_is_told_when_it_has_been_there_for_its_time_and_not_before()
    {
        using var io = await OpenAsync();
        _bench.Driver.Drive(DoorBench.ButtonLine, PinValue.High);
        Assert.Empty(await _bench.ToldAsync());

        _bench.Advance(29);
        Assert.Empty(await _bench.ToldAsync());

        _bench.Advance(1);
        Assert.Equal(new SensorLevel(DoorSensor.RequestToExit, true, _bench.Now), await _bench.NextAsync());
    }

    [Fact]
    public async Task A_bounce_shorter_than_the_time_is_not_told()
    {
        using var io = await OpenAsync();
        _bench.Driver.Drive(DoorBench.ButtonLine, PinValue.High);
        Assert.Empty(await _bench.ToldAsync());
        _bench.Advance(20);
        _bench.Driver.Drive(DoorBench.ButtonLine, PinValue.Low);
        Assert.Empty(await _bench.ToldAsync());

        _bench.Advance(1000);

        Assert.Empty(await _bench.ToldAsync());
    }

    [Fact]
    public async Task A_break_too_short_to_be_read_starts_the_time_anew()
    {
        using var io = await OpenAsync();
        _bench.Driver.Drive(DoorBench.ButtonLine, PinValue.High);
        Assert.Empty(await _bench.ToldAsync());
        _bench.Advance(20);
        _bench.Driver.Drive(DoorBench.ButtonLine, PinValue.Low);
        _bench.Driver.Drive(DoorBench.ButtonLine, PinValue.High);
        Assert.Empty(await _bench.ToldAsync());

        _bench.Advance(20); // The timer of the first edge has come, and finds the line too young.
        Assert.Empty(await _bench.ToldAsync());

        _bench.Advance(10);
        Assert.Equal((DoorSensor.RequestToExit, true), await NextAsync());
    }

    [Fact]
    public async Task The_way_back_may_take_longer()
    {
        _bench.Inputs[DoorSensor.DoorPosition] = DoorBench.Input(DoorBench.ContactLine) with { ReleaseDelay = TimeSpan.FromMilliseconds(200) };
        using var io = await OpenAsync();
        _bench.Driver.Drive(DoorBench.ContactLine, PinValue.High);
        Assert.Equal((DoorSensor.DoorPosition, true), await NextAsync());

        _bench.Driver.Drive(DoorBench.ContactLine, PinValue.Low);
        Assert.Empty(await _bench.ToldAsync());
        _bench.Advance(199);
        Assert.Empty(await _bench.ToldAsync());
        _bench.Advance(1);
        Assert.Equal((DoorSensor.DoorPosition, false), await NextAsync());
    }

    [Fact]
    public async Task A_level_whose_edge_was_lost_is_told_by_the_slow_look_at_every_line()
    {
        _bench.Inputs[DoorSensor.RequestToExit] = DoorBench.Input(DoorBench.ButtonLine);
        using var io = await OpenAsync();
        _bench.Driver.LoseEdges(DoorBench.ButtonLine);
        _bench.Driver.Drive(DoorBench.ButtonLine, PinValue.High);
        Assert.Empty(await _bench.ToldAsync());

        _bench.Advance(500);

        Assert.Equal((DoorSensor.RequestToExit, true), await NextAsync());
    }

    [Fact]
    public async Task A_sensor_that_fails_is_told_once_and_its_level_again_when_it_works()
    {
        using var io = await OpenAsync();
        _bench.Driver.FailLine(DoorBench.ButtonLine, new IOException("No such device"));
        _bench.Advance(500);
        Assert.Empty(await _bench.ToldAsync());
        _bench.Advance(500);
        Assert.Empty(await _bench.ToldAsync());

        var message = Assert.Single(_bench.Faults).Message;
        Assert.Contains("Sensor RequestToExit: GPIO line 22 \"GPIO22\"", message, StringComparison.Ordinal);
        Assert.Contains("could not be read: No such device", message, StringComparison.Ordinal);

        _bench.Driver.FailLine(DoorBench.ButtonLine, null);
        _bench.Advance(500);
        Assert.Equal((DoorSensor.RequestToExit, false), await NextAsync());
    }

    [Fact]
    public void Reading_all_goes_on_past_a_sensor_that_fails()
    {
        List<SensorLevel> told = [];
        _bench.OnSensor = told.Add;
        using var io = _bench.Open();
        _bench.Driver.FailLine(DoorBench.ButtonLine, new IOException("No such device"));

        io.ReadAll();

        Assert.Equal(DoorBench.Marker, Assert.Single(told).Sensor);
        Assert.Single(_bench.Faults);
        _bench.Driver.FailLine(DoorBench.ButtonLine, null);
    }

    [Fact]
    public async Task Whoever_is_told_may_dispose()
    {
        var io = await OpenAsync();
        var disposed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _bench.OnSensor = _ =>
        {
            io.Dispose();
            disposed.SetResult();
        };

        _bench.Driver.Drive(DoorBench.MarkerLine, PinValue.High);

        await DoorBench.Within(disposed.Task);
        Assert.False(_bench.Board.Controller.IsPinOpen(DoorBench.ButtonLine));
        Assert.False(_bench.Board.Controller.IsPinOpen(DoorBench.StrikeLine));
        Assert.Empty(_bench.Faults);
    }

    private async Task<DoorIo> OpenAsync()
    {
        var io = _bench.Open();
        io.ReadAll();
        foreach (var _ in _bench.Inputs)
        {
            await _bench.NextAsync();
        }

        return io;
    }

    private async Task<(DoorSensor, bool)> NextAsync()
    {
        var level = await _bench.NextAsync();
        return (level.Sensor, level.Active);
    }
}
