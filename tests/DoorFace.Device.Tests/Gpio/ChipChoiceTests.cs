using DoorFace.Device.Gpio;

namespace DoorFace.Device.Tests.Gpio;

public sealed class ChipChoiceTests
{
    private static readonly GpioChip[] Pi5BeforeRenumbering =
    [
        new("gpiochip0", "gpio-brcmstb@107d508500", 32),
        new("gpiochip1", "gpio-brcmstb@107d508520", 4),
        new("gpiochip2", "gpio-brcmstb@107d517c00", 17),
        new("gpiochip3", "gpio-brcmstb@107d517c20", 6),
        new("gpiochip4", "pinctrl-rp1", 54),
    ];

    private static readonly GpioChip[] Pi5 =
    [
        new("gpiochip0", "pinctrl-rp1", 54),
        new("gpiochip10", "gpio-brcmstb@107d508500", 32),
        new("gpiochip11", "gpio-brcmstb@107d508520", 4),
        new("gpiochip4", "pinctrl-rp1", 54, LinkTo: "gpiochip0"),
    ];

    private static readonly GpioChip[] Pi4 = [new("gpiochip0", "pinctrl-bcm2711", 58), new("gpiochip1", "raspberrypi-exp-gpio", 8)];

    private static readonly GpioChip[] Pi3 = [new("gpiochip0", "pinctrl-bcm2835", 54), new("gpiochip1", "raspberrypi-exp-gpio", 8)];

    private static readonly GpioChip[] Simulated = [new("gpiochip0", "gpio-sim.0-node0", 16), new("gpiochip1", "gpio-sim.0-node1", 16)];

    public static TheoryData<string, string> Headers => new()
    {
        { nameof(Pi5BeforeRenumbering), "gpiochip4" }, { nameof(Pi5), "gpiochip0" }, { nameof(Pi4), "gpiochip0" }, { nameof(Pi3), "gpiochip0" },
    };

    [Theory]
    [MemberData(nameof(Headers))]
    public void The_header_of_a_Raspberry_Pi_is_found_whatever_its_number(string board, string name) =>
        Assert.Equal(name, Choose("", Board(board)).Name);

    [Theory]
    [InlineData("gpio-sim.0-node1", "gpiochip1")]
    [InlineData("gpiochip1", "gpiochip1")]
    [InlineData("/dev/gpiochip1", "gpiochip1")]
    public void A_chip_is_found_by_label_name_or_path(string wanted, string name) => Assert.Equal(name, Choose(wanted, Simulated).Name);

    [Theory]
    [InlineData("gpiochip4")]
    [InlineData("/dev/gpiochip4")]
    public void A_link_leads_to_its_chip(string wanted) => Assert.Equal("gpiochip0", Choose(wanted, Pi5).Name);

    [Theory]
    [InlineData("")]
    [InlineData("pinctrl-rp1")]
    [InlineData("gpiochip7")]
    public void A_chip_that_is_missing_is_told_with_those_there_are(string wanted)
    {
        var fault = Assert.Throws<DoorIoException>(() => Choose(wanted, Simulated));

        Assert.Contains("gpiochip0 (gpio-sim.0-node0, 16 lines), gpiochip1 (gpio-sim.0-node1, 16 lines)", fault.Message, StringComparison.Ordinal);
        Assert.Contains("doorface-sim", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_label_alone_does_not_make_a_header() =>
        Assert.Contains(
            "header", Assert.Throws<DoorIoException>(() => Choose("", [new GpioChip("gpiochip0", "pinctrl-rp1", 12)])).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("pinctrl-bcm2835")]
    public void Several_that_fit_are_told_and_none_is_taken(string wanted)
    {
        var fault = Assert.Throws<DoorIoException>(() => Choose(wanted, [.. Pi3, new GpioChip("gpiochip2", "pinctrl-bcm2835", 54)]));

        Assert.Contains("Several GPIO chips fit", fault.Message, StringComparison.Ordinal);
        Assert.Contains("gpiochip0 (pinctrl-bcm2835, 54 lines), gpiochip2 (", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_machine_without_any_is_told_to_run_the_simulator() =>
        Assert.Contains("doorface-sim", Assert.Throws<DoorIoException>(() => Choose("", [])).Message, StringComparison.Ordinal);

    [Fact]
    public void Chips_that_may_not_be_opened_are_told_with_the_group()
    {
        var fault = Assert.Throws<DoorIoException>(() => ChipChoice.Choose("", [], ["gpiochip0", "gpiochip1"]));

        Assert.Contains("/dev/gpiochip0, /dev/gpiochip1 may not be opened", fault.Message, StringComparison.Ordinal);
        Assert.Contains("group 'gpio'", fault.Message, StringComparison.Ordinal);
    }

    private static GpioChip Choose(string wanted, GpioChip[] devices) => ChipChoice.Choose(wanted, devices, []);

    private static GpioChip[] Board(string name) => name switch
    {
        nameof(Pi5BeforeRenumbering) => Pi5BeforeRenumbering,
        nameof(Pi5) => Pi5,
        nameof(Pi4) => Pi4,
        _ => Pi3,
    };
}
