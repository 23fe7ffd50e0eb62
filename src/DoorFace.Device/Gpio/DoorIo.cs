using DoorFace.Core.Door;

namespace DoorFace.Device.Gpio;

/// <summary>
/// The door's outputs and sensors on GPIO lines. Every output is at its safe (inactive) level from the instant its line becomes an output, and is
/// driven there again before the line is let go. What shall be active and until when is decided by the door's state machine; that an output ends
/// when it must is seen to here as well, should no further command come. Levels of sensors are read at the start, after every edge, and twice
/// a second in case an edge was lost; outputs are read back as often, so that a line that fails is noticed. Safe to use from several threads,
/// so that a fault handler can secure the door at any time.
/// </summary>
public sealed class DoorIo : IDisposable
{
    /// <summary>How often every line is looked at without a reason.</summary>
    public static TimeSpan CheckInterval { get; } = TimeSpan.FromMilliseconds(500);

    private readonly Dictionary<DoorOutput, OutputLine> _outputs = [];
    private readonly SensorReader _sensors;
    private readonly ITimer? _check;
    private int _disposed;

    /// <summary>Opens every line, the outputs first. When one cannot be opened, those already open are secured and closed again.</summary>
    /// <param name="board">The chip; it stays the caller's, to dispose after this.</param>
    /// <param name="outputs">The wiring of the outputs; the strike must be among them.</param>
    /// <param name="inputs">The wiring of the sensors.</param>
    /// <param name="time">Stamps levels and ends outputs.</param>
    /// <param name="onSensor">Told of a sensor's level, from any thread but one at a time; nothing before the first <see cref="ReadAll"/>.</param>
    /// <param name="onFault">Told, from any thread, of what fails while nobody waits for it: once, until the line works again.</param>
    /// <exception cref="DoorIoException">A line does not exist, is in use, or may not be used.</exception>
    public DoorIo(
        GpioBoard board,
        IReadOnlyDictionary<DoorOutput, GpioOutputOptions> outputs,
        IReadOnlyDictionary<DoorSensor, GpioInputOptions> inputs,
        TimeProvider time,
        Action<SensorLevel> onSensor,
        Action<DoorIoException> onFault)
    {
        ArgumentNullException.ThrowIfNull(board);
        ArgumentNullException.ThrowIfNull(outputs);
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(onSensor);
        ArgumentNullException.ThrowIfNull(onFault);
        CheckWiring(outputs);
        LetDriverListen(inputs.Count);
        _sensors = new SensorReader(onSensor, onFault);
        try
        {
            foreach (var (output, wiring) in outputs)
            {
                var line = Claim(board, LineFault.SubjectOf(output), wiring.Line);
                _outputs.Add(output, new OutputLine(board, line, output, wiring, time, onFault));
            }

            foreach (var (sensor, wiring) in inputs)
            {
                var line = Claim(board, LineFault.SubjectOf(sensor), wiring.Line);
                _sensors.Add(new SensorLine(board, line, sensor, wiring, time, _sensors.Enqueue));
            }

            _check = time.CreateTimer(_ => Check(), null, CheckInterval, CheckInterval);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Takes the line of an output, at its safe level from the first instant, and lets it go again.</summary>
    /// <param name="board">The chip.</param>
    /// <param name="output">Which.</param>
    /// <param name="wiring">Its wiring.</param>
    /// <exception cref="DoorIoException">The line does not exist, is in use, or may not be used.</exception>
    public static void MakeSafe(GpioBoard board, DoorOutput output, GpioOutputOptions wiring)
    {
        ArgumentNullException.ThrowIfNull(board);
        ArgumentNullException.ThrowIfNull(wiring);
        var line = Claim(board, LineFault.SubjectOf(output), wiring.Line);
        new OutputLine(board, line, output, wiring with { Drive = OutputDrive.Level }, TimeProvider.System, fault => throw fault).Dispose();
    }

    /// <summary>Drives an output; one that is not wired is left out. An active output with an end becomes inactive then by itself.</summary>
    /// <param name="command">Which, how and until when.</param>
    /// <exception cref="DoorIoException">The line failed; its level is not known.</exception>
    public void Apply(DoorCommand command)
    {
        ThrowIfDisposed();
        if (_outputs.TryGetValue(command.Output, out var line))
        {
            line.Apply(command.Active, command.Until);
        }
    }

    /// <summary>Whether an output is active, by what its line says when it is read back; false for one that is not wired.</summary>
    /// <param name="output">Which.</param>
    /// <exception cref="DoorIoException">The line failed; its level is not known.</exception>
    public bool IsActive(DoorOutput output)
    {
        ThrowIfDisposed();
        return _outputs.TryGetValue(output, out var line) && line.IsActive;
    }

    /// <summary>Drives every output to its safe level, going on past a line that fails.</summary>
    /// <exception cref="DoorIoException">One or more lines failed; the message names each of them.</exception>
    public void EnterSafeState()
    {
        ThrowIfDisposed();
        List<DoorIoException> faults = [];
        foreach (var line in _outputs.Values)
        {
            try
            {
                line.MakeSafe();
            }
            catch (DoorIoException fault)
            {
                faults.Add(fault);
            }
        }

        if (faults.Count > 0)
        {
            throw new DoorIoException(string.Join(' ', faults.Select(fault => fault.Message)), new AggregateException(faults));
        }
    }

    /// <summary>Reads every sensor now and tells each level, changed or not; a line that fails goes to the handler of faults. From then on changes are told.</summary>
    public void ReadAll()
    {
        ThrowIfDisposed();
        _sensors.ReadAll();
    }

    /// <summary>Drives every output to its safe level and lets every line go. Does not throw; what fails goes to the handler of faults.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1)
        {
            return;
        }

        _check?.Dispose();
        foreach (var line in _outputs.Values)
        {
            line.Dispose();
        }

        _sensors.Dispose();
    }

    private static void CheckWiring(IReadOnlyDictionary<DoorOutput, GpioOutputOptions> outputs)
    {
        if (!outputs.ContainsKey(DoorOutput.Strike))
        {
            throw new DoorIoException("Output Strike is not wired to a GPIO line; without it the door cannot be opened. Give it one.");
        }

        foreach (var (output, wiring) in outputs)
        {
            if (wiring.Drive == OutputDrive.Toggle && output != DoorOutput.Strike)
            {
                throw new DoorIoException($"{LineFault.SubjectOf(output)} cannot be driven by toggling; only the strike can.");
            }
        }
    }

    /// <summary>
    /// libgpiod's older driver listens to each line on a thread of the pool for as long as the line is open. The pool begins with as many threads as
    /// there are processors and adds one every half second at most: without some more, timers and listeners would wait for one another.
    /// </summary>
    private static void LetDriverListen(int inputs)
    {
        ThreadPool.GetMinThreads(out var workers, out var completions);
        ThreadPool.SetMinThreads(Math.Max(workers, Environment.ProcessorCount + inputs), completions);
    }

    /// <summary>The number of a line that nothing else has.</summary>
    private static int Claim(GpioBoard board, string subject, string wanted)
    {
        int line;
        try
        {
            line = board.LineOf(wanted);
        }
        catch (DoorIoException fault)
        {
            throw new DoorIoException($"{subject}: {fault.Message}", fault);
        }

        // The controller would hand out a line twice without a word.
        return board.Controller.IsPinOpen(line)
            ? throw new DoorIoException(
                $"{subject}: {board.Describe(line)} is already used by another output or sensor of the door. Give each a line of its own.")
            : line;
    }

    private void Check()
    {
        foreach (var line in _outputs.Values)
        {
            line.Check();
        }

        _sensors.HintAll();
    }

    private void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(_disposed == 1, this);
}
