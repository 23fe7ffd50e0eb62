using DoorFace.Core.Door;

namespace DoorFace.Device.Gpio;

/// <summary>What is said when a line does not do what it is told.</summary>
internal static class LineFault
{
    /// <summary>The line cannot be had. To be called while it is not held, so that whoever does hold it can be named.</summary>
    /// <param name="board">The line's chip.</param>
    /// <param name="subject">What is wired to the line, as "Output Strike".</param>
    /// <param name="line">The line's number.</param>
    /// <param name="fault">What the driver threw.</param>
    public static DoorIoException Opening(GpioBoard board, string subject, int line, Exception fault)
    {
        var remedy = fault is UnauthorizedAccessException
            ? "Let the user that runs the door controller use the GPIO chip: add it to the group 'gpio'."
            : board.ConsumerOf(line) is { } consumer
                ? $"The line is held by '{consumer}': stop that program or driver, or wire another line."
                : "'gpioinfo' shows whether another program holds the line; stop that program, or wire another line.";
        return Of(board, subject, line, "could not be opened", fault, remedy);
    }

    /// <summary>A line that is held failed.</summary>
    /// <param name="board">The line's chip.</param>
    /// <param name="subject">What is wired to the line, as "Output Strike".</param>
    /// <param name="line">The line's number.</param>
    /// <param name="action">What could not be done, as "could not be read".</param>
    /// <param name="fault">What the driver threw.</param>
    public static DoorIoException Using(GpioBoard board, string subject, int line, string action, Exception fault) =>
        Of(board, subject, line, action, fault, "The chip failed or is gone: 'dmesg' and 'gpioinfo' show what the kernel knows of it.");

    public static string SubjectOf(DoorOutput output) => $"Output {output}";

    public static string SubjectOf(DoorSensor sensor) => $"Sensor {sensor}";

    private static DoorIoException Of(GpioBoard board, string subject, int line, string action, Exception fault, string remedy)
    {
        // The library wraps what happened in what it was doing, more than once.
        var cause = fault.GetBaseException().Message.Split('\n')[0].Trim().TrimEnd('.');
        return new DoorIoException($"{subject}: {board.Describe(line)} {action}: {cause}. {remedy}", fault);
    }
}
