using System.Device.Gpio;

namespace DoorFace.Device.Gpio;

/// <summary>A GPIO chip that is open, with what it calls itself and its lines.</summary>
/// <param name="controller">The chip; disposed with this.</param>
/// <param name="name">The chip's name, such as <c>gpiochip0</c>.</param>
/// <param name="label">The chip's label, such as <c>pinctrl-rp1</c>.</param>
/// <param name="lineNames">A name for each line, by its number; empty for a line without.</param>
public sealed class GpioBoard(GpioController controller, string name, string label, IReadOnlyList<string> lineNames) : IDisposable
{
    public GpioController Controller => controller;

    /// <summary>The chip's name and label, for messages.</summary>
    public string Chip => $"{name} ({label})";

    /// <summary>
    /// True when the driver sets a level only after it has turned a line to an output, but turns it at once with the level of a first write:
    /// <see cref="System.Device.Gpio.Drivers.LibGpiodV2Driver"/> does. False when it sets both together when asked for the mode.
    /// </summary>
    public bool WriteMakesOutput { get; init; }

    /// <summary>Who holds a line, as the kernel was told; null when nobody does or it is not known.</summary>
    public Func<int, string?> ConsumerOf { get; init; } = _ => null;

    /// <summary>The line that a number or a name means.</summary>
    /// <param name="line">A number from 0, or a name.</param>
    /// <exception cref="DoorIoException">No line or more than one is called so.</exception>
    public int LineOf(string line) => LineNames.Find(line, lineNames, Chip);

    /// <summary>The line with its name and its chip, for messages.</summary>
    public string Describe(int line)
    {
        var called = lineNames[line].Length == 0 ? "" : $" \"{lineNames[line]}\"";
        return $"GPIO line {line}{called} of {Chip}";
    }

    /// <summary>Turns a line to an output that has its level from the first instant.</summary>
    /// <param name="line">The line's number; it must not be open.</param>
    /// <param name="level">The level.</param>
    public void OpenOutput(int line, PinValue level)
    {
        if (!WriteMakesOutput)
        {
            controller.OpenPin(line, PinMode.Output, level);
            return;
        }

        controller.OpenPin(line);
        Write(line, level);
    }

    /// <summary>
    /// Drives an output; allocates nothing. Not by <see cref="GpioController.Write(int, PinValue)"/>, which asks the kernel for the line's mode
    /// each time and does nothing for a line that is no output.
    /// </summary>
    public void Write(int line, PinValue level) => controller.Write([new PinValuePair(line, level)]);

    /// <summary>
    /// Closes a line that could not be opened altogether, if it can be: the controller counts a line as open even when its mode could not be set,
    /// and would refuse it to a later attempt.
    /// </summary>
    public void CloseHalfOpened(int line)
    {
        try
        {
            if (controller.IsPinOpen(line))
            {
                controller.ClosePin(line);
            }
        }
        catch
        {
            // Why it could not be opened is what counts, and is being told.
        }
    }

    public void Dispose() => controller.Dispose();
}
