using System.Device.Gpio;
using System.Device.Gpio.Drivers;
using System.Globalization;
using System.Runtime.InteropServices;

namespace DoorFace.Device.Gpio;

/// <summary>The GPIO chips of this machine.</summary>
public static class GpioChips
{
    private const string Devices = "/dev";
    private const string NamePrefix = "gpiochip";

    /// <summary>Opens the chip that the door is wired to, with the libgpiod that the machine has.</summary>
    /// <exception cref="DoorIoException">The chip or libgpiod is missing, or may not be used; the message says what was found and what to do.</exception>
    public static GpioBoard Open(GpioChipOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var (devices, refused) = Look();
        var chip = ChipChoice.Choose(options.Chip, devices, refused);
        var library = LibraryChoice.Choose(name => NativeLibrary.TryLoad(name, out _));
        try
        {
            using var device = new GpioCharacterDevice(PathOf(chip.Name));
            var names = Enumerable.Range(0, device.LineCount).Select(device.NameOf).ToList();
            return new GpioBoard(new GpioController(DriverOf(library, NumberOf(chip.Name))), chip.Name, chip.Label, names)
            {
                WriteMakesOutput = library == GpioLibrary.New,
                ConsumerOf = line => ConsumerOf(chip.Name, line),
            };
        }
        catch (Exception fault) when (fault is not DoorIoException)
        {
            throw new DoorIoException(
                $"The GPIO chip {chip} could not be opened: {fault.GetBaseException().Message.Split('\n')[0].Trim().TrimEnd('.')}. 'gpioinfo {chip.Name}'"
                + " shows whether it works.",
                fault);
        }
    }

    private static (List<GpioChip> Devices, List<string> Refused) Look()
    {
        List<GpioChip> devices = [];
        List<string> refused = [];
        foreach (var path in Directory.EnumerateFiles(Devices, NamePrefix + "*").Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(path);
            try
            {
                using var device = new GpioCharacterDevice(path);
                devices.Add(new GpioChip(name, device.Label, device.LineCount, File.ResolveLinkTarget(path, returnFinalTarget: true)?.Name));
            }
            catch (UnauthorizedAccessException)
            {
                refused.Add(name);
            }
            catch (IOException)
            {
                // Unplugged meanwhile, or a link to nowhere: as good as not there.
            }
        }

        return (devices, refused);
    }

    // The library marks both drivers as experimental: their names may change, and the compiler would say so.
#pragma warning disable SDGPIO0001
    private static GpioDriver DriverOf(GpioLibrary library, int chip) =>
        library == GpioLibrary.New ? new LibGpiodV2Driver(chip) : new LibGpiodDriver(chip);
#pragma warning restore SDGPIO0001

    private static string? ConsumerOf(string chip, int line)
    {
        try
        {
            using var device = new GpioCharacterDevice(PathOf(chip));
            return device.ConsumerOf(line);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null; // The chip is gone; the message it is for says so.
        }
    }

    private static string PathOf(string chip) => Path.Combine(Devices, chip);

    private static int NumberOf(string chip) => int.Parse(chip[NamePrefix.Length..], NumberStyles.None, CultureInfo.InvariantCulture);
}
