using DoorFace.Core.Door;
using DoorFace.Device.Gpio;
using DoorFace.Host.Settings;

namespace DoorFace.Host.Door;

/// <summary>Opens the chip and the door's lines on it; again after they failed.</summary>
/// <param name="openBoard">Opens the chip.</param>
/// <param name="gpio">The wiring.</param>
/// <param name="time">Stamps levels and ends outputs.</param>
public sealed class DoorLines(Func<GpioBoard> openBoard, GpioSettings gpio, TimeProvider time) : IDisposable
{
    private GpioBoard? _board;
    private DoorIo? _io;

    public bool AreOpen => _io is not null;

    /// <summary>Opens every line, each output at its safe level.</summary>
    /// <param name="onSensor">Told of levels, from any thread.</param>
    /// <param name="onFault">Told of what fails while nobody waits for it, from any thread.</param>
    /// <exception cref="DoorIoException">The chip or a line cannot be used; nothing is left open.</exception>
    public void Open(Action<SensorLevel> onSensor, Action<DoorIoException> onFault)
    {
        _board = openBoard();
        try
        {
            _io = new DoorIo(_board, gpio.OutputOptions(), gpio.InputOptions(), time, onSensor, onFault);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Drives outputs; does nothing while the lines are not open.</summary>
    /// <exception cref="DoorIoException">A line failed.</exception>
    public void Apply(IEnumerable<DoorCommand> commands)
    {
        foreach (var command in commands)
        {
            _io?.Apply(command);
        }
    }

    /// <summary>Reads every sensor now and tells each level.</summary>
    public void ReadAll() => _io?.ReadAll();

    /// <summary>Drives every output to its safe level, as far as that can be, and lets go of all.</summary>
    public void Dispose()
    {
        _io?.Dispose();
        _board?.Dispose();
        (_io, _board) = (null, null);
    }
}
