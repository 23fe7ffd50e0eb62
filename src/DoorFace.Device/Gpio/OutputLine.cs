using System.Device.Gpio;
using DoorFace.Core.Door;
using DoorFace.Core.Time;
using DoorFace.Device.Time;

namespace DoorFace.Device.Gpio;

/// <summary>
/// One output on its line. Its line has the safe level from the instant it becomes an output. An output that is active until an instant becomes
/// inactive by itself then, by a timer that needs nobody else. Safe to use from several threads.
/// </summary>
internal sealed class OutputLine : IDisposable
{
    private readonly Lock _gate = new();
    private readonly OutputPin _pin;
    private readonly DoorOutput _output;
    private readonly GpioOutputOptions _wiring;
    private readonly TimeProvider _time;
    private readonly Action<DoorIoException> _onFault;
    private readonly FaultReport _report = new();
    private readonly ITimer _leaseTimer;
    private readonly ToggleThread? _toggle;
    private MonotonicInstant? _until;
    private bool _active;
    private PinValue _level;
    private bool _closed;

    /// <exception cref="DoorIoException">The line cannot be had; it is closed again.</exception>
    public OutputLine(
        GpioBoard board, int line, DoorOutput output, GpioOutputOptions wiring, TimeProvider time, Action<DoorIoException> onFault)
    {
        (_output, _wiring, _time, _onFault) = (output, wiring, time, onFault);
        _level = LevelFor(active: false);
        _pin = new OutputPin(board, line, LineFault.SubjectOf(output), _level);
        _leaseTimer = time.CreateTimer(_ => Check(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _toggle = wiring.Drive == OutputDrive.Toggle ? new ToggleThread($"{output} toggle", ToggleOnce) : null;
    }

    /// <summary>True when the output is active: by the level read back from the line, or by toggling it.</summary>
    /// <exception cref="DoorIoException">The line failed; its level is not known.</exception>
    public bool IsActive
    {
        get
        {
            lock (_gate)
            {
                ObjectDisposedException.ThrowIf(_closed, this);
                var level = _pin.Read();
                return _toggle is null ? level == LevelFor(active: true) : _active;
            }
        }
    }

    /// <summary>Drives the output.</summary>
    /// <param name="active">True to energise.</param>
    /// <param name="until">When it becomes inactive by itself; null for never, which a toggling output may not.</param>
    /// <exception cref="DoorIoException">The line failed; its level is not known.</exception>
    public void Apply(bool active, MonotonicInstant? until)
    {
        if (active && until is null && _toggle is not null)
        {
            throw new ArgumentException($"Output {_output} toggles; it needs an instant to end at.", nameof(until));
        }

        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            var now = _time.GetMonotonicInstant();
            if (active && !(until <= now))
            {
                Activate(until, now);
            }
            else
            {
                Secure();
            }
        }
    }

    /// <summary>Drives the output to its safe level.</summary>
    /// <exception cref="DoorIoException">The line failed; its level is not known.</exception>
    public void MakeSafe() => Apply(active: false, until: null);

    /// <summary>Looks after the output: ends what is overdue, and reads the line back to notice that it failed. A fault goes to the handler.</summary>
    public void Check()
    {
        DoorIoException? news = null;
        lock (_gate)
        {
            if (_closed)
            {
                return;
            }

            try
            {
                EndOverdue();
                Verify();
                _report.Worked();
            }
            catch (DoorIoException fault)
            {
                news = _report.Failed() ? fault : null;
            }
        }

        Tell(news);
    }

    /// <summary>Drives the output to its safe level and lets its line go. Does not throw; what fails goes to the handler.</summary>
    public void Dispose()
    {
        List<DoorIoException> faults = [];
        lock (_gate)
        {
            if (_closed)
            {
                return;
            }

            Collect(faults, Secure);
            Collect(faults, _pin.Close);
            _closed = true;
        }

        _leaseTimer.Dispose();
        _toggle?.Dispose();
        faults.ForEach(_onFault);
    }

    private void Activate(MonotonicInstant? until, MonotonicInstant now)
    {
        // The end is set before the line: should the driver throw after it has set the level, the output still ends.
        _until = until;
        if (until is { } end)
        {
            _leaseTimer.SetTo(end, now);
        }
        else
        {
            _leaseTimer.Stop();
        }

        _active = true;
        if (_toggle is null)
        {
            Drive(active: true);
        }
        else
        {
            _toggle.Start();
        }
    }

    private void Secure()
    {
        // First of all: whatever the line says, it is not to be toggled.
        _active = false;
        Drive(active: false);
        _until = null;
        _leaseTimer.Stop();
    }

    private void Drive(bool active)
    {
        _level = LevelFor(active);
        _pin.Write(_level, active);
    }

    private void EndOverdue()
    {
        var now = _time.GetMonotonicInstant();
        if (_until <= now)
        {
            Secure();
        }
        else if (_until is { } end)
        {
            _leaseTimer.SetTo(end, now); // Early, or lost.
        }
    }

    private void Verify()
    {
        var level = _pin.Read();
        if (_output == DoorOutput.Strike && !(_active && _toggle is not null) && level != _level)
        {
            throw _pin.Disagreement(level, _level);
        }
    }

    /// <summary>Turns the level over while the output is active; allocates nothing. False when it is active no more, and the line rests.</summary>
    private bool ToggleOnce()
    {
        DoorIoException? news;
        lock (_gate)
        {
            if (_closed || !_active)
            {
                return false;
            }

            try
            {
                if (_until <= _time.GetMonotonicInstant())
                {
                    Secure();
                    return false;
                }

                _level = !_level;
                _pin.WriteQuickly(_level);
                return true;
            }
            catch (DoorIoException fault)
            {
                // Whichever level it rests at: a charge pump that is not fed lets go.
                _active = false;
                news = _report.Failed() ? fault : null;
            }
        }

        Tell(news);
        return false;
    }

    private void Tell(DoorIoException? news)
    {
        if (news is not null)
        {
            _onFault(news);
        }
    }

    private PinValue LevelFor(bool active) => active != _wiring.ActiveLow;

    private static void Collect(List<DoorIoException> faults, Action action)
    {
        try
        {
            action();
        }
        catch (DoorIoException fault)
        {
            faults.Add(fault);
        }
    }
}
