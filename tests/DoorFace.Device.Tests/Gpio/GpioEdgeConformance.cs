using System.Device.Gpio;
using System.Threading.Channels;

namespace DoorFace.Device.Tests.Gpio;

/// <summary>What the door relies on of edges, from any GPIO driver. They are awaited, never timed: the limit only ends a test that hangs.</summary>
public abstract class GpioEdgeConformance : GpioDriverConformance
{
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
}
