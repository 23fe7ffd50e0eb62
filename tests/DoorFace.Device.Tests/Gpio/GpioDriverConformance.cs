using System.Device.Gpio;
using System.Threading.Channels;
using DoorFace.Device.Gpio;

namespace DoorFace.Device.Tests.Gpio;

/// <summary>
/// What the door relies on from any GPIO driver, through <see cref="GpioController"/> as the product uses it. A driver inherits these tests and says
/// how to make a controller and how to reach the pins from outside. Edges are awaited, never timed: the limit only ends a test that hangs.
/// </summary>
public abstract class GpioDriverConformance : IDisposable
{
    // An emulated machine takes its time over ten thousand edges.
    private const int HangLimit = 180_000;

    private const int OutputLine = 17;
    private const int InputLine = 22;
    private const int OtherInputLine = 23;

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

    [Fact(Timeout = HangLimit)]
    public async Task Edges_arrive_in_order_with_their_line_and_direction()
    {
        var edges = Channel.CreateUnbounded<PinValueChangedEventArgs>();
        OpenLowInput();
        Controller.RegisterCallbackForPinValueChangedEvent(
            InputLine, PinEventTypes.Rising | PinEventTypes.Falling, (_, edge) => edges.Writer.TryWrite(edge));

        foreach (var level in new[] { PinValue.High, PinValue.Low, PinValue.High })
        {
            SetOutsideLevel(InputLine, level);

            var edge = await edges.Reader.ReadAsync(TestContext.Current.CancellationToken);
            Assert.Equal(InputLine, edge.PinNumber);
            Assert.Equal(level == PinValue.High ? PinEventTypes.Rising : PinEventTypes.Falling, edge.ChangeType);
        }
    }

    [Theory(Timeout = HangLimit)]
    [InlineData(PinEventTypes.Rising)]
    [InlineData(PinEventTypes.Falling)]
    public async Task Only_the_edges_asked_for_arrive(PinEventTypes wanted)
    {
        var edges = Channel.CreateUnbounded<PinEventTypes>();
        OpenLowInput();
        SetOutsideLevel(InputLine, wanted == PinEventTypes.Falling);
        Controller.RegisterCallbackForPinValueChangedEvent(InputLine, wanted, (_, edge) => edges.Writer.TryWrite(edge.ChangeType));

        // Each ends with the edge asked for: a kernel tells the direction by the level that it finds when it looks.
        for (var i = 0; i < 3; i++)
        {
            SetOutsideLevel(InputLine, wanted == PinEventTypes.Rising);

            Assert.Equal(wanted, await edges.Reader.ReadAsync(TestContext.Current.CancellationToken));
            SetOutsideLevel(InputLine, wanted == PinEventTypes.Falling);
        }
    }

    [Fact(Timeout = HangLimit)]
    public async Task A_callback_taken_back_hears_no_more_edges_while_another_still_does()
    {
        var heard = Channel.CreateUnbounded<string>();
        void Gone(object sender, PinValueChangedEventArgs edge) => heard.Writer.TryWrite("gone");
        void Staying(object sender, PinValueChangedEventArgs edge) => heard.Writer.TryWrite("staying");
        OpenLowInput();
        Controller.RegisterCallbackForPinValueChangedEvent(InputLine, PinEventTypes.Rising, Gone);
        Controller.RegisterCallbackForPinValueChangedEvent(InputLine, PinEventTypes.Rising, Staying);
        Controller.UnregisterCallbackForPinValueChangedEvent(InputLine, Gone);

        for (var i = 0; i < 2; i++)
        {
            SetOutsideLevel(InputLine, PinValue.High);

            Assert.Equal("staying", await heard.Reader.ReadAsync(TestContext.Current.CancellationToken));
            SetOutsideLevel(InputLine, PinValue.Low);
        }
    }

    /// <summary>Of a burst the kernel's queue keeps what it can hold; the level, and the line's next edges, are what the door needs.</summary>
    [Fact(Timeout = HangLimit)]
    public async Task After_a_burst_of_edges_the_level_is_right_and_no_line_is_deaf()
    {
        var heard = Channel.CreateUnbounded<int>();
        var other = Channel.CreateUnbounded<int>();
        foreach (var (line, channel) in new[] { (InputLine, heard), (OtherInputLine, other) })
        {
            SetOutsideLevel(line, PinValue.Low);
            Controller.OpenPin(line, PinMode.Input);
            Controller.RegisterCallbackForPinValueChangedEvent(
                line, PinEventTypes.Rising | PinEventTypes.Falling, (_, edge) => channel.Writer.TryWrite(edge.PinNumber));
        }

        for (var edge = 1; edge <= 10_000; edge++)
        {
            SetOutsideLevel(InputLine, edge % 2 == 1);
            if (edge == 5_000)
            {
                // Starved, it would be heard only after the burst, which this wait is in the middle of.
                SetOutsideLevel(OtherInputLine, PinValue.High);
                Assert.Equal(OtherInputLine, await other.Reader.ReadAsync(TestContext.Current.CancellationToken));
            }
        }

        Assert.Equal(PinValue.Low, Controller.Read(InputLine));

        // More single edges than any queue below may still hold of the burst: unless each is heard, the waiting never ends.
        while (heard.Reader.TryRead(out _))
        {
        }

        for (var edge = 1; edge <= 100; edge++)
        {
            SetOutsideLevel(InputLine, edge % 2 == 1);
            Assert.Equal(InputLine, await heard.Reader.ReadAsync(TestContext.Current.CancellationToken));
            Assert.Equal(edge % 2 == 1, Controller.Read(InputLine));
        }
    }

    [Fact(Timeout = HangLimit)]
    public async Task Waiting_for_an_edge_ends_with_the_edge()
    {
        OpenLowInput();
        var wait = Controller.WaitForEventAsync(InputLine, PinEventTypes.Rising, TestContext.Current.CancellationToken).AsTask();

        // A driver may begin to listen some time after the call, so one edge is not enough.
        while (!wait.IsCompleted)
        {
            SetOutsideLevel(InputLine, PinValue.High);
            SetOutsideLevel(InputLine, PinValue.Low);
            await Task.Yield();
        }

        var result = await wait;
        Assert.False(result.TimedOut);
        Assert.Equal(PinEventTypes.Rising, result.EventTypes);
    }

    [Fact(Timeout = HangLimit)]
    public async Task Waiting_for_an_edge_ends_when_it_is_cancelled()
    {
        OpenLowInput();
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var wait = Controller.WaitForEventAsync(InputLine, PinEventTypes.Rising, cancellation.Token).AsTask();

        await cancellation.CancelAsync();

        var result = await wait;
        Assert.True(result.TimedOut);
        Assert.Equal(PinEventTypes.None, result.EventTypes);
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

    private void OpenLowInput()
    {
        SetOutsideLevel(InputLine, PinValue.Low);
        Controller.OpenPin(InputLine, PinMode.Input);
    }
}
