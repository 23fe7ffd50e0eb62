using System.Device.Gpio;
using DoorFace.Core.Door;
using DoorFace.Device.Gpio;

namespace DoorFace.Device.Tests.Gpio;

public sealed class DoorIoOpeningTests : IDisposable
{
    private readonly DoorBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Lines_may_be_given_by_name()
    {
        _bench.Outputs[DoorOutput.Strike] = new GpioOutputOptions { Line = "GPIO5" };
        _bench.Inputs[DoorSensor.Fire] = new GpioInputOptions { Line = "GPIO6" };

        using var io = _bench.Open();

        Assert.Equal(PinMode.Output, _bench.Board.Controller.GetPinMode(5));
        Assert.Equal(PinMode.InputPullUp, _bench.Board.Controller.GetPinMode(6));
    }

    [Fact]
    public void A_door_without_a_strike_is_refused()
    {
        _bench.Outputs.Remove(DoorOutput.Strike);

        Assert.Contains("Output Strike is not wired", Assert.Throws<DoorIoException>(_bench.Open).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_that_the_chip_does_not_have_is_named_with_what_it_is_for()
    {
        _bench.Outputs[DoorOutput.Strike] = DoorBench.Output(58);

        var fault = Assert.Throws<DoorIoException>(_bench.Open);

        Assert.Contains("Output Strike: GPIO line 58 does not exist; gpiochip0 (pinctrl-bcm2711) has the lines 0 to 57", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("17")]
    [InlineData("GPIO17")]
    public void Two_uses_of_one_line_are_refused_and_the_first_is_closed_again(string line)
    {
        _bench.Inputs[DoorSensor.Tamper] = new GpioInputOptions { Line = line };

        var fault = Assert.Throws<DoorIoException>(_bench.Open);

        Assert.Contains("Sensor Tamper: GPIO line 17 \"GPIO17\"", fault.Message, StringComparison.Ordinal);
        Assert.Contains("already used", fault.Message, StringComparison.Ordinal);
        Assert.False(_bench.Board.Controller.IsPinOpen(DoorBench.StrikeLine));
    }

    [Fact]
    public void A_busy_output_is_named_with_what_to_do_and_opens_once_it_is_free()
    {
        _bench.Outputs[DoorBench.Lamp] = DoorBench.Output(DoorBench.LampLine);
        _bench.Driver.FailLine(DoorBench.LampLine, new IOException("Device or resource busy"));

        var fault = Assert.Throws<DoorIoException>(_bench.Open);

        Assert.Contains("could not be opened: Device or resource busy. 'gpioinfo' shows", fault.Message, StringComparison.Ordinal);
        Assert.False(_bench.Board.Controller.IsPinOpen(DoorBench.StrikeLine));

        _bench.Driver.FailLine(DoorBench.LampLine, null);
        using var io = _bench.Open();
        Assert.False(io.IsActive(DoorBench.Lamp));
    }

    [Fact]
    public void A_busy_sensor_secures_and_closes_what_was_opened_and_opens_once_it_is_free()
    {
        _bench.Inputs[DoorSensor.Tamper] = DoorBench.Input(DoorBench.ContactLine);
        _bench.Driver.FailLine(DoorBench.ContactLine, new IOException("Device or resource busy"));

        var fault = Assert.Throws<DoorIoException>(_bench.Open);

        Assert.Contains("Sensor Tamper: GPIO line 23", fault.Message, StringComparison.Ordinal);
        Assert.False(_bench.Board.Controller.IsPinOpen(DoorBench.StrikeLine));
        Assert.False(_bench.Board.Controller.IsPinOpen(DoorBench.ContactLine));

        _bench.Driver.FailLine(DoorBench.ContactLine, null);
        using var io = _bench.Open();
        io.ReadAll();
        Assert.Empty(_bench.Faults);
    }

    [Fact]
    public void Who_holds_a_busy_line_is_named()
    {
        using var board = new GpioBoard(_bench.Board.Controller, "gpiochip0", "test", [.. Enumerable.Repeat("", 20)])
        {
            ConsumerOf = line => line == DoorBench.StrikeLine ? "lcd-backlight" : null,
        };
        _bench.Driver.FailLine(DoorBench.StrikeLine, new IOException("Device or resource busy"));

        var fault = Assert.Throws<DoorIoException>(() => new DoorIo(board, _bench.Outputs, _bench.Inputs, _bench.Time, _ => { }, _bench.Faults.Enqueue));

        Assert.Contains("The line is held by 'lcd-backlight': stop that program or driver", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_that_fails_later_is_not_said_to_be_held_by_the_door_itself()
    {
        using var board = new GpioBoard(_bench.Board.Controller, "gpiochip0", "test", [.. Enumerable.Repeat("", 20)]) { ConsumerOf = _ => "doorface" };
        using var io = new DoorIo(board, _bench.Outputs, _bench.Inputs, _bench.Time, _ => { }, _bench.Faults.Enqueue);
        _bench.Driver.FailLine(DoorBench.StrikeLine, new IOException("No such device"));

        var fault = Assert.Throws<DoorIoException>(io.EnterSafeState);

        Assert.Contains("could not be made inactive: No such device. The chip failed", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("doorface", fault.Message, StringComparison.Ordinal);
        _bench.Driver.FailLine(DoorBench.StrikeLine, null);
    }

    [Fact]
    public void A_line_that_is_not_permitted_says_which_group_gives_access()
    {
        _bench.Driver.FailLine(DoorBench.StrikeLine, new UnauthorizedAccessException("Permission denied."));

        var fault = Assert.Throws<DoorIoException>(_bench.Open);

        Assert.Contains("Permission denied. Let the user", fault.Message, StringComparison.Ordinal);
        Assert.Contains("group 'gpio'", fault.Message, StringComparison.Ordinal);
    }
}
