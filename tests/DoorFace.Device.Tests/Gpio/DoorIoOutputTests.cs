using System.Device.Gpio;
using DoorFace.Core.Door;
using DoorFace.Device.Gpio;

namespace DoorFace.Device.Tests.Gpio;

public sealed class DoorIoOutputTests : IDisposable
{
    private readonly DoorBench _bench = new();

    public DoorIoOutputTests() => _bench.Outputs[DoorBench.Lamp] = DoorBench.Output(DoorBench.LampLine);

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public void A_line_never_shows_its_active_level_before_it_is_commanded(bool activeLow, bool writeMakesOutput)
    {
        using var bench = new DoorBench(writeMakesOutput);
        bench.Outputs[DoorOutput.Strike] = DoorBench.Output(DoorBench.StrikeLine, activeLow);
        // The pull holds the safe level, as the wiring must.
        bench.Driver.Drive(DoorBench.StrikeLine, activeLow);
        var before = bench.Driver.Journal.Count;

        using var io = bench.Open();

        Assert.Empty(bench.Driver.Journal.Skip(before));
        Assert.Equal(PinMode.Output, bench.Board.Controller.GetPinMode(DoorBench.StrikeLine));
        Assert.Equal(activeLow, bench.Driver.Level(DoorBench.StrikeLine));
        Assert.False(io.IsActive(DoorOutput.Strike));
    }

    [Fact]
    public void A_driver_of_the_other_kind_would_have_pulsed()
    {
        using var bench = new DoorBench(writeMakesOutput: true);
        bench.Driver.Drive(DoorBench.StrikeLine, PinValue.High);

        bench.Board.Controller.OpenPin(DoorBench.StrikeLine, PinMode.Output, PinValue.High);

        Assert.Equal([PinValue.High, PinValue.Low, PinValue.High], bench.Shown(DoorBench.StrikeLine));
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public void A_command_puts_the_level_of_its_polarity_on_the_pin(bool activeLow, bool writeMakesOutput)
    {
        using var bench = new DoorBench(writeMakesOutput);
        bench.Outputs[DoorOutput.Strike] = DoorBench.Output(DoorBench.StrikeLine, activeLow);
        using var io = bench.Open();

        io.Apply(DoorBench.On(DoorOutput.Strike));
        Assert.Equal(!activeLow, bench.Driver.Level(DoorBench.StrikeLine));
        Assert.True(io.IsActive(DoorOutput.Strike));

        io.Apply(DoorBench.Off(DoorOutput.Strike));
        Assert.Equal(activeLow, bench.Driver.Level(DoorBench.StrikeLine));
        Assert.False(io.IsActive(DoorOutput.Strike));
    }

    [Fact]
    public void An_output_that_is_not_wired_is_left_out()
    {
        using var io = _bench.Open();
        var before = _bench.Driver.Journal.Count;

        io.Apply(DoorBench.On(DoorOutput.Buzzer));

        Assert.False(io.IsActive(DoorOutput.Buzzer));
        Assert.Equal(before, _bench.Driver.Journal.Count);
    }

    [Fact]
    public void Entering_the_safe_state_goes_on_past_a_failed_line_and_names_it()
    {
        using var io = _bench.Open();
        io.Apply(DoorBench.On(DoorOutput.Strike));
        io.Apply(DoorBench.On(DoorBench.Lamp));
        _bench.Driver.FailLine(DoorBench.StrikeLine, new IOException("Input/output error"));

        var fault = Assert.Throws<DoorIoException>(io.EnterSafeState);

        Assert.Equal(PinValue.Low, _bench.Driver.Level(DoorBench.LampLine));
        Assert.Contains("Output Strike: GPIO line 17 \"GPIO17\" of gpiochip0 (pinctrl-bcm2711)", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("line 27", fault.Message, StringComparison.Ordinal);
        _bench.Driver.FailLine(DoorBench.StrikeLine, null);
    }

    [Fact]
    public void Several_failed_lines_are_all_named_in_one_error()
    {
        using var io = _bench.Open();
        _bench.Driver.FailLine(DoorBench.StrikeLine, new IOException("first"));
        _bench.Driver.FailLine(DoorBench.LampLine, new IOException("second"));

        var fault = Assert.Throws<DoorIoException>(io.EnterSafeState);

        Assert.Contains("line 17", fault.Message, StringComparison.Ordinal);
        Assert.Contains("line 27", fault.Message, StringComparison.Ordinal);
        Assert.Equal(2, Assert.IsType<AggregateException>(fault.InnerException).InnerExceptions.Count);
        _bench.Driver.FailLine(DoorBench.StrikeLine, null);
        _bench.Driver.FailLine(DoorBench.LampLine, null);
    }

    [Fact]
    public void Disposing_secures_the_strike_before_its_line_is_let_go()
    {
        // A pull to the active level, so that a line let go too early would show it.
        _bench.Driver.Drive(DoorBench.StrikeLine, PinValue.High);
        var io = _bench.Open();
        io.Apply(DoorBench.On(DoorOutput.Strike));
        var before = _bench.Driver.Journal.Count;

        io.Dispose();

        Assert.Equal([PinValue.Low, PinValue.High], _bench.Shown(DoorBench.StrikeLine, before));
        Assert.False(_bench.Board.Controller.IsPinOpen(DoorBench.StrikeLine));
        Assert.Throws<ObjectDisposedException>(() => io.Apply(DoorBench.On(DoorOutput.Strike)));
        Assert.Throws<ObjectDisposedException>(io.EnterSafeState);
        Assert.Throws<ObjectDisposedException>(() => io.IsActive(DoorOutput.Strike));
        Assert.Throws<ObjectDisposedException>(io.ReadAll);
    }

    [Fact]
    public void Disposing_reports_a_line_that_fails_and_secures_the_others()
    {
        var io = _bench.Open();
        io.Apply(DoorBench.On(DoorBench.Lamp));
        _bench.Driver.FailLine(DoorBench.StrikeLine, new IOException("Input/output error"));

        io.Dispose();
        io.Dispose();

        Assert.Contains("could not be made inactive: Input/output error", Assert.Single(_bench.Faults).Message, StringComparison.Ordinal);
        Assert.Equal(PinValue.Low, _bench.Driver.Level(DoorBench.LampLine));
        Assert.False(_bench.Board.Controller.IsPinOpen(DoorBench.LampLine));
    }

    [Fact]
    public void Disposing_after_the_controller_is_gone_reports_and_does_not_throw()
    {
        var io = _bench.Open();
        _bench.Board.Dispose();

        io.Dispose();

        Assert.Contains(_bench.Faults, fault => fault.Message.Contains("Output Strike", StringComparison.Ordinal));
    }

    [Fact]
    public void A_line_that_fails_in_a_command_is_named()
    {
        using var io = _bench.Open();
        _bench.Driver.FailLine(DoorBench.StrikeLine, new IOException("Input/output error"));

        Assert.Contains(
            "could not be made active", Assert.Throws<DoorIoException>(() => io.Apply(DoorBench.On(DoorOutput.Strike))).Message, StringComparison.Ordinal);
        Assert.Contains("could not be read", Assert.Throws<DoorIoException>(() => io.IsActive(DoorOutput.Strike)).Message, StringComparison.Ordinal);
        _bench.Driver.FailLine(DoorBench.StrikeLine, null);
    }

    [Fact]
    public void A_line_that_fails_while_nothing_is_commanded_is_told_once_until_it_works_again()
    {
        using var io = _bench.Open();
        for (var round = 1; round <= 2; round++)
        {
            _bench.Driver.FailLine(DoorBench.LampLine, new IOException("No such device"));
            _bench.Advance(500);
            _bench.Advance(500);

            Assert.Equal(round, _bench.Faults.Count);
            Assert.Contains("Output ReadyLamp: GPIO line 27", _bench.Faults.Last().Message, StringComparison.Ordinal);
            Assert.Contains("could not be read: No such device", _bench.Faults.Last().Message, StringComparison.Ordinal);

            _bench.Driver.FailLine(DoorBench.LampLine, null);
            _bench.Advance(500);
        }
    }

    [Fact]
    public void A_strike_whose_pin_something_else_drives_is_told()
    {
        using var io = _bench.Open();
        _bench.Board.Controller.Write(DoorBench.StrikeLine, PinValue.High); // Behind the door's back.

        _bench.Advance(500);

        Assert.Contains("is High though it was driven Low", Assert.Single(_bench.Faults).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Commands_from_many_threads_end_safe_when_the_last_is_to_be_safe()
    {
        using var io = _bench.Open();

        Parallel.For(0, 2_000, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i =>
        {
            if (i % 7 == 0)
            {
                io.EnterSafeState();
            }
            else
            {
                io.Apply(new DoorCommand(i % 2 == 0 ? DoorOutput.Strike : DoorBench.Lamp, i % 3 != 0, _bench.In(1000)));
            }
        });
        Assert.Contains(PinValue.High, _bench.Shown(DoorBench.StrikeLine));
        io.EnterSafeState();

        Assert.Equal(PinValue.Low, _bench.Driver.Level(DoorBench.StrikeLine));
        Assert.Equal(PinValue.Low, _bench.Driver.Level(DoorBench.LampLine));
        Assert.Empty(_bench.Faults);
    }
}
