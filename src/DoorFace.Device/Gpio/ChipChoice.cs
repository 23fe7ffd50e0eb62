namespace DoorFace.Device.Gpio;

/// <summary>Which of the machine's chips the door is wired to.</summary>
internal static class ChipChoice
{
    private const string DevicePrefix = "/dev/";

    private const string NamePrefix = "gpiochip";

    // The chip's number says nothing: on a Pi 5 it was 4 and is 0, and every Pi has other chips besides.
    private static readonly (string Label, int Lines)[] Headers =
    [
        ("pinctrl-rp1", 54), // Raspberry Pi 5
        ("pinctrl-bcm2711", 58), // Raspberry Pi 4
        ("pinctrl-bcm2835", 54), // Raspberry Pi 3 and before
    ];

    /// <param name="wanted">As in <see cref="GpioChipOptions.Chip"/>.</param>
    /// <param name="devices">Every device that could be looked at, links too.</param>
    /// <param name="refused">The names of those that this user may not open.</param>
    /// <exception cref="DoorIoException">There is none, or more than one.</exception>
    public static GpioChip Choose(string wanted, IReadOnlyList<GpioChip> devices, IReadOnlyList<string> refused)
    {
        if (devices.Count == 0 && refused.Count == 0)
        {
            throw new DoorIoException(
                "This machine has no GPIO: there is no /dev/gpiochip0. On a Raspberry Pi, boot its own kernel; on a PC, run doorface-sim instead of doorface.");
        }

        var chips = devices.Where(device => device.LinkTo is null).ToList();
        List<GpioChip> fitting = wanted.Length == 0
            ? [.. chips.Where(IsHeader)]
            : IsName(wanted, out var name) ? Named(name, devices, chips) : [.. chips.Where(chip => chip.Label == wanted)];
        return fitting switch
        {
            [var chip] => chip,
            [] => throw Missing(wanted, chips, refused),
            _ => throw new DoorIoException(
                $"Several GPIO chips fit {Wish(wanted)}: {string.Join(", ", fitting)}. Set the chip to the name of the one that the door is wired to."),
        };
    }

    private static bool IsHeader(GpioChip chip) => Headers.Contains((chip.Label, chip.Lines));

    private static bool IsName(string wanted, out string name)
    {
        name = wanted.StartsWith(DevicePrefix, StringComparison.Ordinal) ? wanted[DevicePrefix.Length..] : wanted;
        return name != wanted || name.StartsWith(NamePrefix, StringComparison.Ordinal);
    }

    private static List<GpioChip> Named(string name, IReadOnlyList<GpioChip> devices, List<GpioChip> chips)
    {
        var target = devices.FirstOrDefault(device => device.Name == name)?.LinkTo ?? name;
        return [.. chips.Where(chip => chip.Name == target)];
    }

    private static DoorIoException Missing(string wanted, List<GpioChip> chips, IReadOnlyList<string> refused)
    {
        if (refused.Count > 0)
        {
            return new DoorIoException(
                $"The GPIO chip could not be looked for: {string.Join(", ", refused.Select(name => DevicePrefix + name))} may not be opened."
                + " Let the user that runs the door controller use it: add it to the group 'gpio'.",
                new UnauthorizedAccessException());
        }

        return new DoorIoException(
            $"No GPIO chip fits {Wish(wanted)}; this machine has {string.Join(", ", chips)}. Set the chip to the name or label of the one that the door"
            + " is wired to; on a PC, run doorface-sim instead of doorface.");
    }

    private static string Wish(string wanted) => wanted.Length == 0 ? "the header of a Raspberry Pi" : $"'{wanted}'";
}
