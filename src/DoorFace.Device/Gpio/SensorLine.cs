using System.Device.Gpio;
using DoorFace.Core.Door;
using DoorFace.Core.Signals;
using DoorFace.Device.Time;

namespace DoorFace.Device.Gpio;

/// <summary>
/// One sensor on its line. An edge is only a hint that the line is to be read, and marks it as such: ten thousand edges are one reading.
/// Reading is for one thread at a time; hints may come from any.
/// </summary>
internal sealed class SensorLine : IDisposable
{
    private readonly GpioBoard _board;
    private readonly DoorSensor _sensor;
    private readonly GpioInputOptions _wiring;
    private readonly TimeProvider _time;
    private readonly Action<SensorLine> _enqueue;
    private readonly Debounce _debounce;
    private readonly FaultReport _report = new();
    private readonly ITimer _wake;
    private readonly int _line;
    private DebounceState? _state;
    private int _waiting;
    private int _disturbed;
    private int _wakeIsSet;

    /// <summary>Opens the line and listens to it; <paramref name="enqueue"/> is called for a line that is to be read, once until it has been.</summary>
    /// <exception cref="DoorIoException">The line cannot be had; it is closed again.</exception>
    public SensorLine(
        GpioBoard board, int line, DoorSensor sensor, GpioInputOptions wiring, TimeProvider time, Action<SensorLine> enqueue)
    {
        (_board, _line, _sensor, _wiring, _time, _enqueue) = (board, line, sensor, wiring, time, enqueue);
        _debounce = new Debounce(wiring.Debounce, wiring.ReleaseDelay ?? wiring.Debounce);
        _wake = time.CreateTimer(_ => WakeUp(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        try
        {
            board.Controller.OpenPin(line, ModeOf(wiring.Bias));
            board.Controller.RegisterCallbackForPinValueChangedEvent(line, PinEventTypes.Rising | PinEventTypes.Falling, OnEdge);
        }
        catch (Exception fault)
        {
            _wake.Dispose();
            board.CloseHalfOpened(line);
            throw LineFault.Opening(board, LineFault.SubjectOf(sensor), line, fault);
        }
    }

    /// <summary>Asks for a reading, once until it has been made.</summary>
    public void Hint()
    {
        if (Interlocked.Exchange(ref _waiting, 1) == 0)
        {
            _enqueue(this);
        }
    }

    /// <summary>Reads the line.</summary>
    /// <param name="always">Return the level even when it is what it was.</param>
    /// <param name="news">A fault that is to be told.</param>
    /// <returns>The level that counts, when it is another than before, is the first or has not been known since a fault.</returns>
    public SensorLevel? Read(bool always, out DoorIoException? news)
    {
        news = null;
        // Taken back before the line is read, so that an edge during the reading asks for another.
        Interlocked.Exchange(ref _waiting, 0);
        var disturbed = Interlocked.Exchange(ref _disturbed, 0) == 1;
        bool active;
        try
        {
            active = _board.Controller.Read(_line) != (PinValue)_wiring.ActiveLow;
        }
        catch (Exception exception)
        {
            _state = null; // What it was before says nothing about what it is afterwards.
            news = _report.Failed() ? Fault("could not be read", exception) : null;
            return null;
        }

        _report.Worked();
        var now = _time.GetMonotonicInstant();
        var before = _state?.Active;
        var step = _debounce.Step(_state, active, disturbed, now);
        _state = step.State;
        // One that is already set is left alone: it comes early and sets itself anew, so a line that bounces does not reset it with each edge.
        if (step.WakeAt is { } wakeAt && Interlocked.Exchange(ref _wakeIsSet, 1) == 0)
        {
            _wake.SetTo(wakeAt, now);
        }

        return always || step.State.Active != before ? new SensorLevel(_sensor, step.State.Active, now) : null;
    }

    /// <summary>Lets the line go.</summary>
    /// <exception cref="DoorIoException">The driver failed; the line is closed as far as it could be.</exception>
    public void Dispose()
    {
        _wake.Dispose();
        Exception? first = null;
        // Taken back first: libgpiod's older driver does not close a line that somebody listens to. It throws here what ended its listening.
        Attempt(() => _board.Controller.UnregisterCallbackForPinValueChangedEvent(_line, OnEdge), ref first);
        Attempt(() => _board.Controller.ClosePin(_line), ref first);
        if (first is not null)
        {
            throw Fault("could not be closed", first);
        }
    }

    /// <summary>Called by the driver on a thread of its own and under its locks: it must be quick and must not call back.</summary>
    private void OnEdge(object sender, PinValueChangedEventArgs edge)
    {
        Interlocked.Exchange(ref _disturbed, 1);
        Hint();
    }

    private void WakeUp()
    {
        Interlocked.Exchange(ref _wakeIsSet, 0);
        Hint();
    }

    private DoorIoException Fault(string action, Exception fault) => LineFault.Using(_board, LineFault.SubjectOf(_sensor), _line, action, fault);

    private static void Attempt(Action action, ref Exception? first)
    {
        try
        {
            action();
        }
        catch (Exception exception)
        {
            first ??= exception;
        }
    }

    private static PinMode ModeOf(LineBias bias) => bias switch
    {
        LineBias.PullUp => PinMode.InputPullUp,
        LineBias.PullDown => PinMode.InputPullDown,
        LineBias.None => PinMode.Input,
        _ => throw new ArgumentOutOfRangeException(nameof(bias), bias, "Unknown bias."),
    };
}
