using System.Device.Gpio;
using DoorFace.Device.Gpio;

namespace DoorFace.Device.Tests.Gpio;

/// <summary>
/// What the door relies on from any GPIO driver, through <see cref="GpioController"/> as the product uses it. A driver inherits these tests and says
/// how to make a controller and how to reach the pins from outside. Here are the levels; <see cref="GpioEdgeConformance"/> has the edges.
/// </summary>
public abstract class GpioDriverConformance : IDisposable
{
    // An emulated machine takes its time over ten thousand edges.
    protected const int HangLimit = 180_000;

    protected const int OutputLine = 17;
    protected const int InputLine = 22;
    protected const int OtherInputLine = 23;

    private GpioController? _controller;

    /// <summary>As <see cref="GpioBoard.WriteMakesOutput"/> for this driver.</summary>
    protected virtual bool WriteMakesOutput => false;

    protected GpioController Controller => _controller ??= CreateController();

    protected abstract GpioController CreateController();

    /// <summary>Drives an input from outside.</summary>
    protected abstract void SetOutsideLevel(int line, PinValue level);

    /// <summary>The level a meter shows on a line.</summary>
    protected abstract PinValue GetOutsideLevel(int line);

    /// <summary>Every level that a line took while something was done, oldest first.</summary>
    protected abstract IReadOnlyList<PinValue> LevelsDuring(int line, Action action);

    /// <summary>Opens an output as the door does.</summary>
    protected void OpenOutput(int line, PinValue level) => Board.OpenOutput(line, level);

    // Not disposed: the controller is disposed with the test.
    private GpioBoard Board => new(Controller, "chip", "under test", [.. Enumerable.Repeat("", Controller.PinCount)]) { WriteMakesOutput = WriteMakesOutput };

    public void Dispose()
    {
        _controller?.Dispose();
        GC.SuppressFinalize(this);
    }

    public static TheoryData<bool> BothLevels => [true, false];

    [Theory]
    [MemberData(nameof(BothLevels))]
    public void An_output_has_the_level_it_was_opened_with(bool high)
    {
        Controller.OpenPin(OutputLine, PinMode.Output, high);

        Assert.Equal(high, GetOutsideLevel(OutputLine));
        Assert.Equal(PinMode.Output, Controller.GetPinMode(OutputLine));
    }

    [Theory]
    [MemberData(nameof(BothLevels))]
    public void An_output_opened_as_the_door_does_has_its_level_and_takes_others(bool high)
    {
        OpenOutput(OutputLine, high);
        Assert.Equal(high, GetOutsideLevel(OutputLine));
        Assert.Equal(PinMode.Output, Controller.GetPinMode(OutputLine));

        foreach (var level in new[] { !high, high })
        {
            Board.Write(OutputLine, level);

            Assert.Equal(level, GetOutsideLevel(OutputLine));
            Assert.Equal(level, Controller.Read(OutputLine));
        }
    }

    [Theory]
    [MemberData(nameof(BothLevels))]
    public void An_output_appears_at_its_level_without_a_glitch(bool high)
    {
        // The line rests at the level, as the wiring of an output holds it at the safe one.
        SetOutsideLevel(OutputLine, high);

        var levels = LevelsDuring(OutputLine, () => OpenOutput(OutputLine, high));

        Assert.Equal(high, GetOutsideLevel(OutputLine));
        Assert.DoesNotContain(!(PinValue)high, levels);
        Assert.Equal([!(PinValue)high], LevelsDuring(OutputLine, () => Board.Write(OutputLine, !(PinValue)high)));
    }

    [Fact]
    public void A_written_level_is_on_the_pin_and_reads_back()
    {
        Controller.OpenPin(OutputLine, PinMode.Output, PinValue.Low);

        foreach (var level in new[] { PinValue.High, PinValue.Low, PinValue.High })
        {
            Controller.Write(OutputLine, level);

            Assert.Equal(level, GetOutsideLevel(OutputLine));
            Assert.Equal(level, Controller.Read(OutputLine));
        }
    }

    [Fact]
    public void Toggling_an_output_turns_its_level_over()
    {
        Controller.OpenPin(OutputLine, PinMode.Output, PinValue.Low);

        Controller.Toggle(OutputLine);
        Assert.Equal(PinValue.High, GetOutsideLevel(OutputLine));

        Controller.Toggle(OutputLine);
        Assert.Equal(PinValue.Low, GetOutsideLevel(OutputLine));
    }

    [Fact]
    public void An_input_reads_the_level_from_outside()
    {
        Controller.OpenPin(InputLine, PinMode.Input);

        foreach (var level in new[] { PinValue.High, PinValue.Low, PinValue.High })
        {
            SetOutsideLevel(InputLine, level);

            Assert.Equal(level, Controller.Read(InputLine));
        }
    }

    [Theory]
    [InlineData(PinMode.InputPullUp, true)]
    [InlineData(PinMode.InputPullDown, false)]
    public void A_pull_decides_the_level_of_an_input_that_nothing_drives(PinMode mode, bool high)
    {
        Controller.OpenPin(InputLine, mode);

        Assert.Equal(high, Controller.Read(InputLine));
        Assert.Equal(mode, Controller.GetPinMode(InputLine));
    }

    [Theory]
    [InlineData(PinMode.InputPullUp, true)]
    [InlineData(PinMode.InputPullDown, false)]
    public void A_pull_goes_on_deciding_while_somebody_listens(PinMode mode, bool high)
    {
        Controller.OpenPin(InputLine, mode);

        Controller.RegisterCallbackForPinValueChangedEvent(InputLine, PinEventTypes.Rising | PinEventTypes.Falling, (_, _) => { });

        Assert.Equal(high, Controller.Read(InputLine));
    }

    [Fact]
    public void A_line_that_was_listened_to_closes_and_opens_again()
    {
        void Listener(object sender, PinValueChangedEventArgs edge)
        {
        }

        for (var i = 0; i < 2; i++)
        {
            OpenLowInput();
            Controller.RegisterCallbackForPinValueChangedEvent(InputLine, PinEventTypes.Rising, Listener);
            SetOutsideLevel(InputLine, PinValue.High);
            Assert.Equal(PinValue.High, Controller.Read(InputLine));
            Controller.UnregisterCallbackForPinValueChangedEvent(InputLine, Listener);
            Controller.ClosePin(InputLine);
        }
    }

    [Fact]
    public void A_closed_line_is_refused_and_opens_again()
    {
        Controller.OpenPin(OutputLine, PinMode.Output, PinValue.Low);
        Controller.ClosePin(OutputLine);

        Assert.Throws<InvalidOperationException>(() => Controller.Read(OutputLine));
        Assert.Throws<InvalidOperationException>(() => Controller.Write(OutputLine, PinValue.High));

        Controller.OpenPin(OutputLine, PinMode.Output, PinValue.High);
        Assert.Equal(PinValue.High, GetOutsideLevel(OutputLine));
    }

    [Fact]
    public void A_line_that_the_chip_does_not_have_is_refused()
    {
        Assert.ThrowsAny<Exception>(() => Controller.OpenPin(Controller.PinCount, PinMode.Input));
        Assert.ThrowsAny<Exception>(() => Controller.OpenPin(-1, PinMode.Input));
    }

    protected void OpenLowInput()
    {
        SetOutsideLevel(InputLine, PinValue.Low);
        Controller.OpenPin(InputLine, PinMode.Input);
    }
}
