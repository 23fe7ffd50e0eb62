using System.Device.Gpio;

namespace DoorFace.Device.Tests.Gpio;

/// <summary>A chip of the kernel's module gpio-sim, from outside its pins. scripts/hil.sh makes such chips in a virtual machine.</summary>
internal sealed class KernelChip
{
    private const string Chips = "/sys/kernel/config/gpio-sim";

    private readonly string _chip;
    private readonly string _lines;

    private KernelChip(string chip)
    {
        _chip = chip;
        Number = int.Parse(Read(chip, "bank0/chip_name").AsSpan("gpiochip".Length));
        Lines = int.Parse(Read(chip, "bank0/num_lines"));
        var device = Path.Combine("/sys/devices/platform", Read(chip, "dev_name"));
        _lines = Path.Combine(device, $"gpiochip{Number}");
        FirstLine = int.Parse(File.ReadAllText(Path.Combine(Directory.GetDirectories(Path.Combine(device, "gpio"))[0], "base")));
    }

    /// <summary>The N of /dev/gpiochipN.</summary>
    public int Number { get; }

    /// <summary>How many lines the chip has.</summary>
    public int Lines { get; }

    /// <summary>The number that the kernel gives the chip's line 0 among the lines of all chips.</summary>
    public int FirstLine { get; }

    /// <summary>The chip with a label. Skips the test where there is none.</summary>
    public static KernelChip Find(string label)
    {
        var chip = Directory.Exists(Chips)
            ? Directory.GetDirectories(Chips).FirstOrDefault(chip => Read(chip, "bank0/label") == label)
            : null;
        Assert.SkipUnless(chip is not null, $"There is no chip {label} of the kernel's module gpio-sim; scripts/hil.sh runs this test where there is.");
        return new KernelChip(chip!);
    }

    /// <summary>Pulls a line as an outside contact would; gpio-sim knows no stronger hand.</summary>
    public void Drive(int line, PinValue level) =>
        File.WriteAllText(Path.Combine(_lines, $"sim_gpio{line}", "pull"), level == PinValue.High ? "pull-up" : "pull-down");

    /// <summary>What a line is called.</summary>
    public string Name(int line) => Read(_chip, $"bank0/line{line}/name");

    /// <summary>The level on a line's pin.</summary>
    public PinValue Level(int line) => File.ReadAllText(Path.Combine(_lines, $"sim_gpio{line}", "value")).StartsWith('1');

    /// <summary>Takes the chip away under whoever uses it, or brings it back; then it is to be found anew.</summary>
    public void Plug(bool plugged) => File.WriteAllText(Path.Combine(_chip, "live"), plugged ? "1" : "0");

    private static string Read(string chip, string file) => File.ReadAllText(Path.Combine(chip, file)).Trim();
}
