using System.Device.Gpio;

namespace DoorFace.Device.Gpio;

/// <summary>The line of one output, below what the output means: whatever a driver throws becomes a fault that names output, line and chip.</summary>
internal sealed class OutputPin
{
    private readonly GpioBoard _board;
    private readonly string _subject;
    private readonly int _line;

    /// <summary>Turns the line to an output that has its level from the first instant.</summary>
    /// <exception cref="DoorIoException">The line cannot be had; it is closed again.</exception>
    public OutputPin(GpioBoard board, int line, string subject, PinValue level)
    {
        (_board, _line, _subject) = (board, line, subject);
        try
        {
            board.OpenOutput(line, level);
        }
        catch (Exception fault)
        {
            board.CloseHalfOpened(line);
            throw LineFault.Opening(board, subject, line, fault);
        }
    }

    /// <summary>Writes a level, and reads the line, since libgpiod's older driver keeps a failed write to itself, but not a failed reading.</summary>
    /// <exception cref="DoorIoException">The line failed; its level is not known.</exception>
    public void Write(PinValue level, bool active) =>
        Attempt(active ? "could not be made active" : "could not be made inactive", () =>
        {
            _board.Write(_line, level);
            _ = _board.Controller.Read(_line);
        });

    /// <summary>Writes a level as often as a charge pump needs it: nothing is read or allocated, unless it fails.</summary>
    /// <exception cref="DoorIoException">The line failed; its level is not known.</exception>
    public void WriteQuickly(PinValue level)
    {
        try
        {
            _board.Write(_line, level);
        }
        catch (Exception fault)
        {
            throw LineFault.Using(_board, _subject, _line, "could not be toggled", fault);
        }
    }

    /// <exception cref="DoorIoException">The line failed; its level is not known.</exception>
    public PinValue Read()
    {
        PinValue level = default;
        Attempt("could not be read", () => level = _board.Controller.Read(_line));
        return level;
    }

    /// <summary>The fault of a line that reads another level than was written.</summary>
    public DoorIoException Disagreement(PinValue read, PinValue written) => new(
        $"{_subject}: {_board.Describe(_line)} is {read} though it was driven {written}."
        + " Something else drives the pin: look for a short circuit, and for a program that writes to the chip's registers.");

    /// <exception cref="DoorIoException">The driver failed.</exception>
    public void Close() => Attempt("could not be closed", () => _board.Controller.ClosePin(_line));

    private void Attempt(string action, Action use)
    {
        try
        {
            use();
        }
        catch (Exception fault)
        {
            throw LineFault.Using(_board, _subject, _line, action, fault);
        }
    }
}
