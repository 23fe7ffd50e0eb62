using System.Device.Gpio;
using DoorFace.Core.Door;

namespace DoorFace.Device.Gpio;

/// <summary>
/// The door's outputs on GPIO lines. Every line is at its safe (inactive) level from the instant it becomes an output,
/// and is driven there again before it is let go. How long an output stays active is decided by the door's state machine, not here.
/// Safe to use from several threads, so that a fault handler can secure the door at any time.
/// </summary>
public sealed class DoorIo : IDisposable
{
    private readonly Lock _gate = new();
    private readonly GpioController _controller;
    private readonly Dictionary<DoorOutput, GpioOutputOptions> _outputs = [];
    private readonly Action<DoorIoException>? _onCloseFault;
    private bool _disposed;

    /// <summary>Opens the line of every output at its safe level. When one cannot be opened, those already open are secured and closed again.</summary>
    /// <param name="controller">The chip; it stays the caller's, to dispose after this.</param>
    /// <param name="outputs">The wiring, one line for each output.</param>
    /// <param name="onCloseFault">Told what went wrong while closing, where throwing would hide a first error.</param>
    /// <exception cref="DoorIoException">A line does not exist, is in use, or may not be used.</exception>
    public DoorIo(
        GpioController controller,
        IReadOnlyDictionary<DoorOutput, GpioOutputOptions> outputs,
        Action<DoorIoException>? onCloseFault = null)
    {
        ArgumentNullException.ThrowIfNull(controller);
        ArgumentNullException.ThrowIfNull(outputs);
        _controller = controller;
        _onCloseFault = onCloseFault;
        try
        {
            foreach (var (output, wiring) in outputs)
            {
                Open(output, wiring);
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Drives an output.</summary>
    /// <param name="output">Which; it must be wired.</param>
    /// <param name="active">True to energise.</param>
    /// <exception cref="DoorIoException">The line failed; its level is not known.</exception>
    public void Set(DoorOutput output, bool active)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            Drive(output, WiringOf(output), active);
        }
    }

    /// <summary>Reads the line back: true when its level is the active one.</summary>
    /// <param name="output">Which; it must be wired.</param>
    /// <exception cref="DoorIoException">The line failed; its level is not known.</exception>
    public bool IsActive(DoorOutput output)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            var wiring = WiringOf(output);
            try
            {
                return _controller.Read(wiring.Line) == LevelFor(wiring, active: true);
            }
            catch (Exception fault)
            {
                throw Fault(output, wiring, "read", fault);
            }
        }
    }

    /// <summary>Drives every output to its safe level, going on past a line that fails.</summary>
    /// <exception cref="DoorIoException">One or more lines failed; the message names each of them.</exception>
    public void EnterSafeState()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            ThrowIfAny(ForEveryOutput(DriveToSafeLevel));
        }
    }

    /// <summary>Drives every output to its safe level and lets its line go. Does not throw; what fails goes to the handler given at construction.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_disposed)
            {
                return;
            }

            _disposed = true;
            List<DoorIoException> faults = [.. ForEveryOutput(DriveToSafeLevel), .. ForEveryOutput(Close)];
            faults.ForEach(fault => _onCloseFault?.Invoke(fault));
        }
    }

    private void Open(DoorOutput output, GpioOutputOptions wiring)
    {
        if (wiring.Line < 0 || wiring.Line >= _controller.PinCount)
        {
            throw new DoorIoException(
                $"Output {output}: GPIO line {wiring.Line} does not exist; the chip has the lines 0 to {_controller.PinCount - 1}. Set the output to one of them.");
        }

        // The controller would hand out a line twice without a word.
        if (_controller.IsPinOpen(wiring.Line))
        {
            throw new DoorIoException(
                $"Output {output}: GPIO line {wiring.Line} is already used by another output or input of the door. Give each a line of its own.");
        }

        try
        {
            // With its level, not a write after it: a line that turns output first shows the other level for a moment, and the strike clicks.
            _controller.OpenPin(wiring.Line, PinMode.Output, LevelFor(wiring, active: false));
            _outputs.Add(output, wiring);
        }
        catch (Exception fault)
        {
            CloseHalfOpened(output, wiring);
            throw Fault(output, wiring, "opened", fault);
        }
    }

    /// <summary>The controller counts a line as open even when its mode could not be set, and would refuse it to a later attempt.</summary>
    private void CloseHalfOpened(DoorOutput output, GpioOutputOptions wiring)
    {
        try
        {
            if (_controller.IsPinOpen(wiring.Line))
            {
                Close(output, wiring);
            }
        }
        catch (DoorIoException fault)
        {
            _onCloseFault?.Invoke(fault);
        }
    }

    private void Drive(DoorOutput output, GpioOutputOptions wiring, bool active)
    {
        try
        {
            _controller.Write(wiring.Line, LevelFor(wiring, active));
        }
        catch (Exception fault)
        {
            throw Fault(output, wiring, active ? "made active" : "made inactive", fault);
        }
    }

    private void DriveToSafeLevel(DoorOutput output, GpioOutputOptions wiring) => Drive(output, wiring, active: false);

    private void Close(DoorOutput output, GpioOutputOptions wiring)
    {
        try
        {
            _controller.ClosePin(wiring.Line);
        }
        catch (Exception fault)
        {
            throw Fault(output, wiring, "closed", fault);
        }
    }

    private List<DoorIoException> ForEveryOutput(Action<DoorOutput, GpioOutputOptions> action)
    {
        List<DoorIoException> faults = [];
        foreach (var (output, wiring) in _outputs)
        {
            try
            {
                action(output, wiring);
            }
            catch (DoorIoException fault)
            {
                faults.Add(fault);
            }
        }

        return faults;
    }

    private GpioOutputOptions WiringOf(DoorOutput output) =>
        _outputs.TryGetValue(output, out var wiring)
            ? wiring
            : throw new ArgumentException($"Output {output} is not wired to a GPIO line.", nameof(output));

    private static void ThrowIfAny(List<DoorIoException> faults)
    {
        if (faults.Count > 0)
        {
            throw new DoorIoException(string.Join(' ', faults.Select(fault => fault.Message)), new AggregateException(faults));
        }
    }

    private static PinValue LevelFor(GpioOutputOptions wiring, bool active) => active != wiring.ActiveLow;

    private static DoorIoException Fault(DoorOutput output, GpioOutputOptions wiring, string action, Exception fault)
    {
        var remedy = fault is UnauthorizedAccessException
            ? "Let the user that runs the door controller use the GPIO chip: add it to the group 'gpio'."
            : "'gpioinfo' shows whether another program holds the line; stop that program, or give the output another line.";
        return new DoorIoException($"Output {output}: GPIO line {wiring.Line} could not be {action}: {fault.Message.TrimEnd('.')}. {remedy}", fault);
    }
}
