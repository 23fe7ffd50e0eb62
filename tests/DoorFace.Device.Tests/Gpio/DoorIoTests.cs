using System.Device.Gpio;
using DoorFace.Core.Door;
using DoorFace.Device.Gpio;
using DoorFace.Simulator.Gpio;

namespace DoorFace.Device.Tests.Gpio;

public sealed class DoorIoTests : IDisposable
{
    private const int StrikeLine = 17;
    private const int OtherLine = 27;

    // A second output, for what only shows with two; the door has one so far.
    private const DoorOutput Other = DoorOutput.Strike + 1;

    private readonly SimulatedGpioDriver _driver = new(TimeProvider.System);
    private readonly GpioController _controller;
    private readonly List<DoorIoException> _closeFaults = [];

    public DoorIoTests() => _controller = new GpioController(_driver);

    public void Dispose() => _controller.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_line_never_shows_its_active_level_before_it_is_set(bool activeLow)
    {
        // The pull holds the safe level, as the wiring must.
        _driver.Drive(StrikeLine, activeLow);
        var before = _driver.Journal.Count;

        using var io = Open(Strike(activeLow));

        Assert.Empty(_driver.Journal.Skip(before));
        Assert.Equal(activeLow, _driver.Level(StrikeLine));
        Assert.False(io.IsActive(DoorOutput.Strike));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Setting_an_output_puts_the_level_of_its_polarity_on_the_pin(bool activeLow)
    {
        using var io = Open(Strike(activeLow));

        io.Set(DoorOutput.Strike, active: true);
        Assert.Equal(!activeLow, _driver.Level(StrikeLine));
        Assert.True(io.IsActive(DoorOutput.Strike));

        io.Set(DoorOutput.Strike, active: false);
        Assert.Equal(activeLow, _driver.Level(StrikeLine));
        Assert.False(io.IsActive(DoorOutput.Strike));
    }

    [Fact]
    public void Entering_the_safe_state_goes_on_past_a_failed_line_and_names_it()
    {
        using var io = Open(Strike(), OnOtherLine());
        io.Set(DoorOutput.Strike, active: true);
        io.Set(Other, active: true);
        _driver.FailLine(StrikeLine, new IOException("Input/output error"));

        var fault = Assert.Throws<DoorIoException>(io.EnterSafeState);

        Assert.Equal(PinValue.Low, _driver.Level(OtherLine));
        Assert.Contains("Strike", fault.Message, StringComparison.Ordinal);
        Assert.Contains("line 17", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("line 27", fault.Message, StringComparison.Ordinal);
        _driver.FailLine(StrikeLine, null);
    }

    [Fact]
    public void Several_failed_lines_are_all_named_in_one_error()
    {
        using var io = Open(Strike(), OnOtherLine());
        _driver.FailLine(StrikeLine, new IOException("first"));
        _driver.FailLine(OtherLine, new IOException("second"));

        var fault = Assert.Throws<DoorIoException>(io.EnterSafeState);

        Assert.Contains("line 17", fault.Message, StringComparison.Ordinal);
        Assert.Contains("line 27", fault.Message, StringComparison.Ordinal);
        Assert.Equal(2, Assert.IsType<AggregateException>(fault.InnerException).InnerExceptions.Count);
        _driver.FailLine(StrikeLine, null);
        _driver.FailLine(OtherLine, null);
    }

    [Fact]
    public void Disposing_secures_the_strike_before_its_line_is_let_go()
    {
        // A pull to the active level, so that a line let go too early would show it.
        _driver.Drive(StrikeLine, PinValue.High);
        var io = Open(Strike());
        io.Set(DoorOutput.Strike, active: true);
        var before = _driver.Journal.Count;

        io.Dispose();

        Assert.Equal([PinValue.Low, PinValue.High], _driver.Journal.Skip(before).Select(change => change.Level));
        Assert.False(_controller.IsPinOpen(StrikeLine));
        Assert.Throws<ObjectDisposedException>(() => io.Set(DoorOutput.Strike, active: true));
    }

    [Fact]
    public void Disposing_reports_a_line_that_fails_and_secures_the_others()
    {
        var io = Open(Strike(), OnOtherLine());
        io.Set(Other, active: true);
        _driver.FailLine(StrikeLine, new IOException("Input/output error"));

        io.Dispose();
        io.Dispose();

        Assert.Contains("line 17 could not be made inactive", Assert.Single(_closeFaults).Message, StringComparison.Ordinal);
        Assert.Equal(PinValue.Low, _driver.Level(OtherLine));
        Assert.False(_controller.IsPinOpen(OtherLine));
    }

    [Fact]
    public void Disposing_after_the_controller_is_gone_reports_and_does_not_throw()
    {
        var io = Open(Strike());
        _controller.Dispose();

        io.Dispose();

        Assert.Equal(2, _closeFaults.Count);
    }

    [Theory]
    [InlineData(58)]
    [InlineData(-1)]
    public void A_line_that_the_chip_does_not_have_is_named_with_the_range(int line)
    {
        var fault = Assert.Throws<DoorIoException>(() => Open((DoorOutput.Strike, Wiring(line))));

        Assert.Contains($"Output Strike: GPIO line {line} does not exist", fault.Message, StringComparison.Ordinal);
        Assert.Contains("0 to 57", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_outputs_on_one_line_are_refused_and_the_first_is_closed_again()
    {
        var fault = Assert.Throws<DoorIoException>(() => Open(Strike(), (Other, Wiring(StrikeLine))));

        Assert.Contains("already used", fault.Message, StringComparison.Ordinal);
        Assert.False(_controller.IsPinOpen(StrikeLine));
    }

    [Fact]
    public void A_busy_line_is_named_with_what_to_do_and_opens_once_it_is_free()
    {
        _driver.FailLine(StrikeLine, new IOException("Device or resource busy"));

        var fault = Assert.Throws<DoorIoException>(() => Open(OnOtherLine(), Strike()));

        Assert.Contains("Output Strike: GPIO line 17 could not be opened: Device or resource busy", fault.Message, StringComparison.Ordinal);
        Assert.Contains("gpioinfo", fault.Message, StringComparison.Ordinal);
        Assert.False(_controller.IsPinOpen(OtherLine));

        _driver.FailLine(StrikeLine, null);
        using var io = Open(Strike());
        Assert.False(io.IsActive(DoorOutput.Strike));
    }

    [Fact]
    public void A_line_that_is_not_permitted_says_which_group_gives_access()
    {
        _driver.FailLine(StrikeLine, new UnauthorizedAccessException("Permission denied."));

        var fault = Assert.Throws<DoorIoException>(() => Open(Strike()));

        Assert.Contains("Permission denied. Let the user", fault.Message, StringComparison.Ordinal);
        Assert.Contains("group 'gpio'", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_that_fails_while_in_use_is_named()
    {
        using var io = Open(Strike());
        _driver.FailLine(StrikeLine, new IOException("Input/output error"));

        Assert.Contains(
            "line 17 could not be made active", Assert.Throws<DoorIoException>(() => io.Set(DoorOutput.Strike, active: true)).Message, StringComparison.Ordinal);
        Assert.Contains("line 17 could not be read", Assert.Throws<DoorIoException>(() => io.IsActive(DoorOutput.Strike)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_output_that_is_not_wired_is_refused()
    {
        using var io = Open(Strike());

        Assert.Throws<ArgumentException>(() => io.Set(Other, active: true));
    }

    private static GpioOutputOptions Wiring(int line, bool activeLow = false) =>
        new() { Line = line, ActiveLow = activeLow };

    private static (DoorOutput Output, GpioOutputOptions Wiring) Strike(bool activeLow = false) =>
        (DoorOutput.Strike, Wiring(StrikeLine, activeLow));

    private static (DoorOutput Output, GpioOutputOptions Wiring) OnOtherLine() => (Other, Wiring(OtherLine));

    private DoorIo Open(params (DoorOutput Output, GpioOutputOptions Wiring)[] outputs) =>
        new(_controller, outputs.ToDictionary(output => output.Output, output => output.Wiring), _closeFaults.Add);
}
