using System.Device.Gpio;
using CsCheck;
using DoorFace.Device.Time;
using DoorFace.Simulator.Gpio;
using Microsoft.Extensions.Time.Testing;

namespace DoorFace.Simulator.Tests.Gpio;

public sealed class SimulatedGpioDriverTests : IDisposable
{
    private const int Line = 17;

    private readonly FakeTimeProvider _time = new();
    private readonly SimulatedGpioDriver _driver;
    private readonly GpioController _controller;

    public SimulatedGpioDriverTests()
    {
        _driver = new SimulatedGpioDriver(_time);
        _controller = new GpioController(_driver);
    }

    public void Dispose() => _controller.Dispose();

    [Fact]
    public void The_chip_looks_like_a_Raspberry_Pi_4()
    {
        Assert.Equal(58, _controller.PinCount);
        Assert.Equal("pinctrl-bcm2711", _driver.GetChipInfo().Label);
        Assert.Equal("GPIO17", _driver.LineName(17));
        Assert.Equal("RGMII_TXD3", _driver.LineName(57));
    }

    [Fact]
    public void Before_anybody_sets_a_pull_the_lines_float_as_on_the_board()
    {
        Assert.Equal(PinValue.High, _driver.Level(8));
        Assert.Equal(PinValue.Low, _driver.Level(9));
        Assert.Equal(PinValue.Low, _driver.Level(27));
    }

    [Fact]
    public void The_journal_holds_every_change_of_level_with_its_instant()
    {
        var start = _time.GetMonotonicInstant();
        _controller.OpenPin(Line, PinMode.Output, PinValue.Low);
        _time.Advance(TimeSpan.FromSeconds(1));
        _controller.Write(Line, PinValue.High);
        _controller.Write(Line, PinValue.High);
        _time.Advance(TimeSpan.FromSeconds(5));
        _controller.Write(Line, PinValue.Low);

        Assert.Equal(
            [
                new PinChange(Line, PinValue.High, start + TimeSpan.FromSeconds(1)),
                new PinChange(Line, PinValue.Low, start + TimeSpan.FromSeconds(6)),
            ],
            _driver.Journal);
    }

    [Fact]
    public void The_event_tells_what_the_journal_holds()
    {
        List<PinChange> told = [];
        _driver.PinChanged += (_, change) => told.Add(change);
        _controller.OpenPin(Line, PinMode.Output, PinValue.High);
        _controller.Toggle(Line);
        _driver.Drive(22, PinValue.High);

        Assert.Equal(3, told.Count);
        Assert.Equal(_driver.Journal, told);
    }

    [Fact]
    public void An_output_opened_high_shows_no_level_but_high()
    {
        _controller.OpenPin(Line, PinMode.Output, PinValue.High);

        Assert.Equal(PinValue.High, Assert.Single(_driver.Journal).Level);
    }

    [Fact]
    public void The_world_outside_cannot_hold_an_output_but_is_there_again_when_the_line_is_let_go()
    {
        _controller.OpenPin(Line, PinMode.Output, PinValue.Low);
        _driver.Drive(Line, PinValue.High);
        Assert.Equal(PinValue.Low, _driver.Level(Line));

        _controller.ClosePin(Line);
        Assert.Equal(PinValue.High, _driver.Level(Line));
    }

    [Fact]
    public void A_line_that_nothing_drives_any_more_falls_back_to_its_pull()
    {
        _controller.OpenPin(Line, PinMode.InputPullUp);
        _driver.Drive(Line, PinValue.Low);
        Assert.Equal(PinValue.Low, _controller.Read(Line));

        _driver.Drive(Line, null);
        Assert.Equal(PinValue.High, _controller.Read(Line));
    }

    [Fact]
    public void Disposing_lets_every_line_go()
    {
        _controller.OpenPin(Line, PinMode.Output, PinValue.High);

        _controller.Dispose();

        Assert.Equal(PinValue.Low, _driver.Level(Line));
    }

    [Fact]
    public void A_failed_line_throws_what_it_was_given_keeps_its_level_and_can_be_repaired()
    {
        var fault = new IOException("Input/output error");
        _controller.OpenPin(Line, PinMode.Output, PinValue.High);
        _driver.FailLine(Line, fault);

        Assert.Same(fault, Assert.Throws<IOException>(() => _controller.Write(Line, PinValue.Low)));
        Assert.Equal(PinValue.High, _driver.Level(Line));

        _driver.FailLine(Line, null);
        _controller.Write(Line, PinValue.Low);
        Assert.Equal(PinValue.Low, _driver.Level(Line));
    }

    [Fact]
    public void An_output_reports_no_edges()
    {
        _controller.OpenPin(Line, PinMode.Output, PinValue.Low);

        Assert.Throws<InvalidOperationException>(
            () => _controller.RegisterCallbackForPinValueChangedEvent(Line, PinEventTypes.Rising, (_, _) => { }));
    }

    [Fact]
    public async Task Closing_a_line_ends_a_wait_on_it()
    {
        _controller.OpenPin(Line, PinMode.Input);
        var wait = _controller.WaitForEventAsync(Line, PinEventTypes.Rising, TestContext.Current.CancellationToken);

        _controller.ClosePin(Line);

        Assert.True((await wait).TimedOut);
    }

    [Fact]
    public void A_callback_may_call_back_into_the_driver()
    {
        List<PinEventTypes> edges = [];
        _controller.OpenPin(Line, PinMode.Input);
        _controller.RegisterCallbackForPinValueChangedEvent(Line, PinEventTypes.Rising | PinEventTypes.Falling, (_, edge) =>
        {
            edges.Add(edge.ChangeType);
            _driver.Drive(Line, PinValue.Low);
        });

        _driver.Drive(Line, PinValue.High);

        Assert.Equal([PinEventTypes.Rising, PinEventTypes.Falling], edges);
    }

    [Fact]
    public void A_callback_taken_back_while_its_edge_waits_is_not_called()
    {
        var calls = 0;
        void Second(object sender, PinValueChangedEventArgs edge) => calls++;
        _controller.OpenPin(Line, PinMode.Input);
        _controller.RegisterCallbackForPinValueChangedEvent(
            Line, PinEventTypes.Rising, (_, _) => _controller.UnregisterCallbackForPinValueChangedEvent(Line, Second));
        _controller.RegisterCallbackForPinValueChangedEvent(Line, PinEventTypes.Rising, Second);

        _driver.Drive(Line, PinValue.High);

        Assert.Equal(0, calls);
    }

    [Fact]
    public void Ten_thousand_edges_from_several_threads_arrive_once_each_and_in_order()
    {
        List<PinEventTypes> edges = [];
        _controller.OpenPin(Line, PinMode.Input);
        _controller.RegisterCallbackForPinValueChangedEvent(Line, PinEventTypes.Rising | PinEventTypes.Falling, (_, edge) => edges.Add(edge.ChangeType));

        Parallel.For(0, 10_000, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i => _driver.Drive(Line, i % 2 == 0));

        Assert.Equal(_driver.Journal.Select(change => change.Level == PinValue.High ? PinEventTypes.Rising : PinEventTypes.Falling), edges);
        Assert.NotEmpty(edges);
        Assert.All(edges.Zip(edges.Skip(1)), pair => Assert.NotEqual(pair.First, pair.Second));
    }

    [Fact]
    public void Whatever_happens_to_a_line_its_journal_alternates_and_ends_at_its_level() =>
        Gen.Int[0, 7].Array[0, 40].Sample(steps =>
        {
            var driver = new SimulatedGpioDriver(_time);
            using var controller = new GpioController(driver);
            controller.OpenPin(Line, PinMode.Input);
            var level = driver.Level(Line);
            foreach (var step in steps)
            {
                Act(driver, controller, step);
            }

            foreach (var change in driver.Journal)
            {
                Assert.NotEqual(level, change.Level);
                level = change.Level;
            }

            Assert.Equal(level, driver.Level(Line));
            Assert.Equal(level, controller.Read(Line));
        });

    private static void Act(SimulatedGpioDriver driver, GpioController controller, int step)
    {
        switch (step)
        {
            case 0: driver.Drive(Line, PinValue.High); break;
            case 1: driver.Drive(Line, PinValue.Low); break;
            case 2: driver.Drive(Line, null); break;
            case 3: controller.SetPinMode(Line, PinMode.InputPullUp); break;
            case 4: controller.SetPinMode(Line, PinMode.InputPullDown); break;
            case 5: controller.SetPinMode(Line, PinMode.Output); break;
            case 6: controller.Write(Line, PinValue.High); break;
            default: controller.Write(Line, PinValue.Low); break;
        }
    }
}
