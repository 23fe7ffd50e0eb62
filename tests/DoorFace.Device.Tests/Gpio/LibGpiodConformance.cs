using System.Device.Gpio;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace DoorFace.Device.Tests.Gpio;

/// <summary>The conformance suite and what only a real chip has, over the kernel's character device.</summary>
/// <param name="library">The native library that the driver needs.</param>
public abstract class LibGpiodConformance(string library) : GpioEdgeConformance
{
    private const string Label = "pinctrl-bcm2711";
    private const int StolenLine = 24;

    private KernelChip? _chip;

    private KernelChip Chip => _chip ??= KernelChip.Find(Label);

    protected abstract GpioDriver CreateDriver(int chip);

    protected abstract IList<GpioChipInfo> ListChips();

    /// <summary>How the driver tells that another program holds a line.</summary>
    protected abstract string BusyMessage { get; }

    protected override GpioController CreateController()
    {
        var number = Chip.Number;
        RequireLibrary();
        return new GpioController(CreateDriver(number));
    }

    protected override void SetOutsideLevel(int line, PinValue level) => Chip.Drive(line, level);

    protected override PinValue GetOutsideLevel(int line) => Chip.Level(line);

    protected override IReadOnlyList<PinValue> LevelsDuring(int line, Action action)
    {
        using var trace = new GpioTrace();
        action();
        return trace.LevelsSet(Chip.FirstLine + line);
    }

    [Theory]
    [InlineData("pinctrl-bcm2711")]
    [InlineData("pinctrl-rp1")]
    public void A_chip_is_found_by_its_label_whatever_its_number(string label)
    {
        var chip = KernelChip.Find(label);
        RequireLibrary();

        var found = Assert.Single(ListChips(), info => info.Label == label);

        Assert.Equal(chip.Number, found.Id);
        Assert.Equal(chip.Lines, found.NumLines);
        Assert.NotEqual(0, found.Id);
    }

    [Fact]
    public async Task A_line_that_another_program_holds_is_refused_until_it_is_let_go()
    {
        SetOutsideLevel(StolenLine, PinValue.Low);
        var start = new ProcessStartInfo("gpioset", ["--mode=signal", $"gpiochip{Chip.Number}", $"{StolenLine}=1"]);
        using (var holder = Process.Start(start)!)
        {
            while (GetOutsideLevel(StolenLine) == PinValue.Low && !holder.HasExited)
            {
                await Task.Yield();
            }

            Assert.Contains(BusyMessage, Assert.ThrowsAny<IOException>(() => OpenOutput(StolenLine, PinValue.Low)).Message, StringComparison.Ordinal);
            Assert.Equal(PinValue.High, GetOutsideLevel(StolenLine));

            holder.Kill();
            await holder.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        // After a refusal the line still counts as open over libgpiod 1, and not over libgpiod 2.
        if (Controller.IsPinOpen(StolenLine))
        {
            Controller.ClosePin(StolenLine);
        }

        OpenOutput(StolenLine, PinValue.High);
        Assert.Equal(PinValue.High, GetOutsideLevel(StolenLine));
    }

    private void RequireLibrary() =>
        Assert.SkipUnless(NativeLibrary.TryLoad(library, out _), $"There is no {library} on this machine.");
}
