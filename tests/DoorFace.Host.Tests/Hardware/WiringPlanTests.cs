using DoorFace.Core.Door;
using DoorFace.Device.Gpio;
using DoorFace.Host.Settings;

namespace DoorFace.Host.Tests.Hardware;

/// <summary>What hardware/wiring.json promises to whoever wires a unit.</summary>
public class WiringPlanTests
{
    private static readonly WiringPlan Plan = WiringPlan.Default;

    [Fact]
    public void Every_output_and_sensor_has_its_wiring()
    {
        Assert.Equal(Enum.GetValues<DoorOutput>(), Plan.Outputs.Keys.Order());
        Assert.Equal(Enum.GetValues<DoorSensor>(), Plan.Inputs.Keys.Order());
    }

    [Fact]
    public void Every_line_is_on_the_pin_where_the_header_has_it() =>
        Assert.All(AllPins(), used => Assert.Equal(used.Line, RaspberryPiHeader.LineOf(used.Pin)));

    [Fact]
    public void No_line_is_given_twice() => Assert.Distinct(AllPins().Select(used => used.Line));

    [Fact]
    public void Every_output_is_off_from_power_up_on_by_the_pis_own_pull()
    {
        Assert.All(Plan.Outputs.Values, output => Assert.Equal(
            output.Line <= GpioLine.LastPulledUp ? (true, LineLevel.High) : (false, LineLevel.Low), (output.ActiveLow, output.SafeLevel)));
        // The board's own pull-ups on 2 and 3 are strong enough to light a lamp faintly.
        Assert.All(Plan.Outputs.Values, output => Assert.InRange(output.Line, GpioLine.LastWithFixedPullUp + 1, GpioLine.Last));
        // SPI0 and I2S turn their lines into outputs that a display or a sound card toggles.
        Assert.All(Plan.Outputs.Values, output => Assert.DoesNotContain(output.Line, (int[])[9, 10, 11, 14, 15, 18, 19, 20, 21]));
    }

    [Fact]
    public void The_strike_is_where_it_has_always_been() => Assert.Equal((17, false), (Plan.Outputs[DoorOutput.Strike].Line, Plan.Outputs[DoorOutput.Strike].ActiveLow));

    [Fact]
    public void The_idle_level_of_every_sensor_follows_from_its_contact()
    {
        var wired = new GpioSettings
        {
            Inputs = Plan.Inputs.ToDictionary(
                input => input.Key, input => new GpioInputSettings { Line = "2", Contact = input.Value.Contact, Bias = input.Value.Bias }),
        };

        Assert.All(wired.InputOptions(), input => Assert.Equal(input.Value.ActiveLow ? LineLevel.High : LineLevel.Low, Plan.Inputs[input.Key].IdleLevel));
    }

    [Fact]
    public void What_is_not_wired_yet_raises_no_alarm()
    {
        // An open loop that is normally closed is an alarm; only what is harmless when nothing is connected is used.
        Assert.All(Plan.Inputs.Values.Where(input => input.Used), input => Assert.Equal((SensorContact.NormallyOpen, LineBias.PullUp), (input.Contact, input.Bias)));
        Assert.True(Plan.Inputs[DoorSensor.RequestToExit].Used);
    }

    [Fact]
    public void A_cut_wire_of_a_safety_loop_counts_as_active() =>
        Assert.All(
            [DoorSensor.DoorPosition, DoorSensor.Tamper, DoorSensor.Fire],
            sensor => Assert.Equal(SensorContact.NormallyClosed, Plan.Inputs[sensor].Contact));

    [Fact]
    public void A_unit_with_everything_wired_by_the_plan_is_accepted()
    {
        var contacts = Plan.Inputs.Select(input => new KeyValuePair<string, string?>($"Gpio:Inputs:{input.Key}:Contact", input.Value.Contact.ToString()));

        var settings = SettingsReader.Read(file: null, contacts);

        Assert.Equal(Plan.Inputs.Keys.Order(), settings.Gpio.InputOptions().Keys.Order());
    }

    private static List<(int Line, int Pin)> AllPins() =>
    [
        .. Plan.Outputs.Values.Select(output => (output.Line, output.Pin)),
        .. Plan.Inputs.Values.Select(input => (input.Line, input.Pin)),
        .. Plan.Reserved.Select(reserved => (reserved.Line, reserved.Pin)),
    ];
}
