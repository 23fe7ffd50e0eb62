using System.Device.Gpio;
using DoorFace.Device.Gpio;
using DoorFace.Device.Time;

namespace DoorFace.Simulator.Gpio;

/// <summary>
/// A GPIO chip made of memory, below <see cref="GpioController"/>: modes, pulls and edges as the kernel gives them on a board, so that the program
/// above it runs unchanged on a PC. <see cref="Drive"/> is the world outside the pins; <see cref="Level"/>, <see cref="Journal"/> and
/// <see cref="PinChanged"/> are the electrician's meter. Safe to use from several threads.
/// </summary>
/// <remarks>Edges and changes are told one at a time and in order, by the thread that caused them or by one that is already telling.</remarks>
public sealed class SimulatedGpioDriver : GpioDriver
{
    private const string ChipName = "gpiochip0";

    private readonly Lock _gate = new();
    private readonly SerialDelivery _delivery = new();
    private readonly SimulatedChip _chip;
    private readonly TimeProvider _time;
    private readonly SimulatedLine[] _lines;
    private readonly List<PinChange> _journal = [];

    /// <param name="time">Stamps the changes.</param>
    /// <param name="chip">The chip to be; a Raspberry Pi 4 when null.</param>
    public SimulatedGpioDriver(TimeProvider time, SimulatedChip? chip = null)
    {
        ArgumentNullException.ThrowIfNull(time);
        _time = time;
        _chip = chip ?? SimulatedChip.RaspberryPi4;
        _lines = [.. Enumerable.Range(0, _chip.LineNames.Count).Select(line => new SimulatedLine(_chip.BootPull(line)))];
    }

    /// <summary>A line took another level. A handler may call back into the driver.</summary>
    public event EventHandler<PinChange>? PinChanged;

    /// <summary>Every change of level since the start, oldest first, as it stands now. It grows without end: this is for a PC.</summary>
    public IReadOnlyList<PinChange> Journal
    {
        get
        {
            lock (_gate)
            {
                return [.. _journal];
            }
        }
    }

    /// <summary>
    /// True to set levels as <see cref="System.Device.Gpio.Drivers.LibGpiodV2Driver"/> does: a line asked to be an output with a level is one first and
    /// gets its level then, while a line that is written to becomes an output at once with that level.
    /// </summary>
    public bool WriteMakesOutput { get; init; }

    protected override int PinCount => _lines.Length;

    public override GpioChipInfo GetChipInfo() => new(0, "gpiochip0", _chip.Label, _lines.Length);

    /// <summary>The chip with a controller of its own, as the door uses it; disposing of it disposes of this driver.</summary>
    public GpioBoard CreateBoard() =>
        new(new GpioController(this), ChipName, _chip.Label, _chip.LineNames) { WriteMakesOutput = WriteMakesOutput };

    /// <summary>The line's name on the chip.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such line.</exception>
    public string LineName(int line)
    {
        ThrowIfMissing(line);
        return _chip.LineNames[line];
    }

    /// <summary>The level on the line's pin, whoever drives it and whether or not a program holds it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such line.</exception>
    public PinValue Level(int line)
    {
        ThrowIfMissing(line);
        lock (_gate)
        {
            return _lines[line].Level;
        }
    }

    /// <summary>Puts a level on an input from outside, as a contact or a button does.</summary>
    /// <param name="line">The line's offset.</param>
    /// <param name="level">The level; null lets go, and the pull decides again. While the line is an output it has no effect, but is remembered.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such line.</exception>
    public void Drive(int line, PinValue? level)
    {
        ThrowIfMissing(line);
        Apply(line, state => state.Outside = level);
    }

    /// <summary>
    /// Makes requesting, driving and reading a line throw, as for a line that another program holds or that has failed; its level stays as it is.
    /// Letting it go always works.
    /// </summary>
    /// <param name="line">The line's offset.</param>
    /// <param name="fault">What is thrown; null repairs the line.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such line.</exception>
    public void FailLine(int line, Exception? fault)
    {
        ThrowIfMissing(line);
        Apply(line, state => state.Fault = fault);
    }

    /// <summary>Tells of no edge of the line any more, as when the listener of a driver has died; its level can still be read.</summary>
    /// <param name="line">The line's offset.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such line.</exception>
    public void LoseEdges(int line)
    {
        ThrowIfMissing(line);
        Apply(line, state => state.LosesEdges = true);
    }

    protected override void OpenPin(int pinNumber)
    {
        ThrowIfMissing(pinNumber);
        Apply(pinNumber, state => state.IsOpen = true);
    }

    protected override void ClosePin(int pinNumber) => Apply(pinNumber, state => state.Close());

    /// <summary>A line that turns output without a level of its own starts low, as libgpiod requests it.</summary>
    protected override void SetPinMode(int pinNumber, PinMode mode) => SetPinMode(pinNumber, mode, PinValue.Low);

    /// <summary>Mode and level change as one, so that no other level is ever on the pin, unless <see cref="WriteMakesOutput"/>.</summary>
    protected override void SetPinMode(int pinNumber, PinMode mode, PinValue initialValue)
    {
        Apply(pinNumber, state => Held(state, pinNumber).SetMode(mode, WriteMakesOutput ? PinValue.Low : initialValue));
        if (WriteMakesOutput && mode == PinMode.Output)
        {
            Write(pinNumber, initialValue);
        }
    }

    protected override PinMode GetPinMode(int pinNumber) => Ask(pinNumber, state => state.Mode);

    protected override bool IsPinModeSupported(int pinNumber, PinMode mode) =>
        mode is PinMode.Input or PinMode.InputPullDown or PinMode.InputPullUp or PinMode.Output;

    protected override PinValue Read(int pinNumber) => Ask(pinNumber, state => state.Level);

    protected override void Write(int pinNumber, PinValue value)
    {
        if (WriteMakesOutput)
        {
            Apply(pinNumber, state => Held(state, pinNumber).SetMode(PinMode.Output, value));
        }
        else
        {
            Apply(pinNumber, state => HeldOutput(state, pinNumber).Write(value));
        }
    }

    protected override void Toggle(int pinNumber) =>
        Apply(pinNumber, state => HeldOutput(state, pinNumber).Write(!state.Level));

    protected override WaitForEventResult WaitForEvent(int pinNumber, PinEventTypes eventTypes, CancellationToken cancellationToken) =>
        WaitForEventAsync(pinNumber, eventTypes, cancellationToken).AsTask().GetAwaiter().GetResult();

    /// <summary>Waits for the first edge after the call; cancelling it or closing the line ends the wait as timed out.</summary>
    protected override async ValueTask<WaitForEventResult> WaitForEventAsync(int pinNumber, PinEventTypes eventTypes, CancellationToken cancellationToken)
    {
        var timedOut = new WaitForEventResult { TimedOut = true, EventTypes = PinEventTypes.None };
        var edge = new TaskCompletionSource<WaitForEventResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        var subscription = new EdgeSubscription(
            eventTypes,
            (_, seen) => edge.TrySetResult(new WaitForEventResult { TimedOut = false, EventTypes = seen.ChangeType }),
            () => edge.TrySetResult(timedOut));
        Subscribe(pinNumber, subscription);
        using var cancellation = cancellationToken.Register(() => edge.TrySetResult(timedOut));
        var result = await edge.Task.ConfigureAwait(false);
        lock (_gate)
        {
            _lines[pinNumber].Subscriptions.Remove(subscription);
        }

        return result;
    }

    protected override void AddCallbackForPinValueChangedEvent(int pinNumber, PinEventTypes eventTypes, PinChangeEventHandler callback) =>
        Subscribe(pinNumber, new EdgeSubscription(eventTypes, callback));

    protected override void RemoveCallbackForPinValueChangedEvent(int pinNumber, PinChangeEventHandler callback) =>
        Apply(pinNumber, state =>
        {
            if (Held(state, pinNumber).Subscriptions.RemoveAll(subscription => subscription.Callback == callback) == 0)
            {
                throw new InvalidOperationException($"Nothing listens to GPIO line {pinNumber} with this callback.");
            }
        });

    /// <summary>Lets every line go, as the kernel does when a program ends.</summary>
    protected override void Dispose(bool disposing)
    {
        for (var line = 0; line < _lines.Length; line++)
        {
            Apply(line, state => state.Close());
        }

        base.Dispose(disposing);
    }

    private void Subscribe(int line, EdgeSubscription subscription) => Apply(line, state =>
    {
        if (Held(state, line).Mode == PinMode.Output)
        {
            throw new InvalidOperationException($"GPIO line {line} is an output; edges are reported for inputs only.");
        }

        state.Subscriptions.Add(subscription);
    });

    private T Ask<T>(int line, Func<SimulatedLine, T> question)
    {
        lock (_gate)
        {
            return question(Held(_lines[line], line));
        }
    }

    /// <summary>Changes a line and tells those concerned when its level is another afterwards.</summary>
    private void Apply(int line, Action<SimulatedLine> change)
    {
        lock (_gate)
        {
            var state = _lines[line];
            var before = state.Level;
            change(state);
            if (state.Level != before)
            {
                Announce(line, state);
            }
        }

        _delivery.Run();
    }

    private void Announce(int line, SimulatedLine state)
    {
        var change = new PinChange(line, state.Level, _time.GetMonotonicInstant());
        _journal.Add(change);
        _delivery.Enqueue(() => PinChanged?.Invoke(this, change));
        if (!state.IsOpen || state.Mode == PinMode.Output || state.LosesEdges)
        {
            return;
        }

        var edge = new PinValueChangedEventArgs(state.Level == PinValue.High ? PinEventTypes.Rising : PinEventTypes.Falling, line);
        foreach (var subscription in state.Subscriptions.Where(subscription => subscription.Edges.HasFlag(edge.ChangeType)))
        {
            _delivery.Enqueue(() => Deliver(state, subscription, edge));
        }
    }

    private void Deliver(SimulatedLine state, EdgeSubscription subscription, PinValueChangedEventArgs edge)
    {
        lock (_gate)
        {
            // Taken back while the edge waited for its turn.
            if (!state.Subscriptions.Contains(subscription))
            {
                return;
            }
        }

        subscription.Callback(this, edge);
    }

    private static SimulatedLine Held(SimulatedLine state, int line)
    {
        if (state.Fault is not null)
        {
            throw state.Fault;
        }

        return state.IsOpen ? state : throw new InvalidOperationException($"GPIO line {line} is not open.");
    }

    private static SimulatedLine HeldOutput(SimulatedLine state, int line) =>
        Held(state, line).Mode == PinMode.Output ? state : throw new InvalidOperationException($"GPIO line {line} is not an output.");

    private void ThrowIfMissing(int line)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(line);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(line, _lines.Length);
    }
}
