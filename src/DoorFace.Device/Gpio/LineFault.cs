using DoorFace.Core.Door;

namespace DoorFace.Device.Gpio;

/// <summary>What is said when a line does not do what it is told.</summary>
internal static class LineFault
{
    /// <param name="board">The line's chip.</param>
    /// <param name="subject">What is wired to the line, as "Output Strike".</param>
    /// <param name="line">The line's number.</param>
    /// <param name="action">What could not be done, as "could not be read".</param>
    /// <param name="fault">What the driver threw.</param>
    public static DoorIoException Of(GpioBoard board, string subject, int line, string action, Exception fault)
    {
        // The library wraps what happened in what it was doing, more than once.
        var cause = fault.GetBaseException().Message.Split('\n')[0].Trim().TrimEnd('.');
        return new DoorIoException($"{subject}: {board.Describe(line)} {action}: {cause}. {Remedy(board, line, fault)}", fault);
    }

    public static string SubjectOf(DoorOutput output) => $"Output {output}";

    public static string SubjectOf(DoorSensor sensor) => $"Sensor {sensor}";

    private static string Remedy(GpioBoard board, int line, Exception fault)
    {
        if (fault is UnauthorizedAccessException)
        {
            return "Let the user that runs the door controller use the GPIO chip: add it to the group 'gpio'.";
        }

        return board.ConsumerOf(line) is { } consumer
            ? $"The line is held by '{consumer}': stop that program or driver, or wire another line."
            : "'gpioinfo' shows whether another program holds the line; stop that program, or wire another line.";
    }
}
