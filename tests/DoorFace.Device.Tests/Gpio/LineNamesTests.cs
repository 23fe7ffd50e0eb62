using DoorFace.Device.Gpio;

namespace DoorFace.Device.Tests.Gpio;

public sealed class LineNamesTests
{
    private static readonly string[] Names = ["ID_SDA", "GPIO1", "", "GPIO17", "GPIO27", "-", "-", "PWR_LED", "22"];

    [Theory]
    [InlineData("0", 0)]
    [InlineData("3", 3)]
    [InlineData("ID_SDA", 0)]
    [InlineData("GPIO17", 3)]
    public void A_line_is_found_by_number_or_name(string wanted, int line) => Assert.Equal(line, Find(wanted));

    [Fact]
    public void A_number_is_never_a_name() => Assert.Contains("0 to 8", Refused("22"), StringComparison.Ordinal);

    [Theory]
    [InlineData("gpio17", "GPIO17")]
    [InlineData("GPIO 27", "GPIO27")]
    [InlineData("PWR_LEDS", "PWR_LED")]
    public void A_name_that_is_missing_comes_with_those_close_to_it(string wanted, string close)
    {
        var message = Refused(wanted);

        Assert.Contains($"'{wanted}' does not exist on the chip", message, StringComparison.Ordinal);
        Assert.Contains($"close to it are {close}, ", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_of_several_lines_is_refused_with_their_numbers() => Assert.Contains("the lines 5, 6", Refused("-"), StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("9")]
    [InlineData("99999999999")]
    public void What_is_neither_is_refused(string wanted) => Assert.Contains("does not exist", Refused(wanted), StringComparison.Ordinal);

    [Fact]
    public void A_chip_without_names_says_so()
    {
        var fault = Assert.Throws<DoorIoException>(() => LineNames.Find("GPIO17", ["", ""], "the chip"));

        Assert.Contains("its lines have no names. Set it to a number, 0 to 1", fault.Message, StringComparison.Ordinal);
    }

    private static int Find(string wanted) => LineNames.Find(wanted, Names, "the chip");

    private static string Refused(string wanted) => Assert.Throws<DoorIoException>(() => Find(wanted)).Message;
}
