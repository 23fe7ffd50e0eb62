using DoorFace.Core.Door;
using DoorFace.Device.Gpio;
using DoorFace.Host.Settings;

namespace DoorFace.Host.Tests.Settings;

public sealed class GpioSettingsTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public GpioSettingsTests() => File.WriteAllText(_file, "{}");

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void The_kernels_name_of_a_line_is_as_good_as_its_number()
    {
        var gpio = Read("Gpio:Outputs:Strike:Line=GPIO9", "Gpio:Inputs:Tamper:Line=GPIO4");

        Assert.Equal("GPIO9", gpio.OutputOptions()[DoorOutput.Strike].Line);
        Assert.Equal("GPIO4", gpio.Inputs[DoorSensor.Tamper].Line);
    }

    [Fact]
    public void A_part_of_a_line_can_be_set_and_its_other_parts_keep_their_defaults()
    {
        var gpio = Read("Gpio:Inputs:DoorPosition:Contact=NormallyClosed", "Gpio:Inputs:DoorPosition:Debounce=00:00:00.1");

        Assert.Equal(
            new GpioInputSettings { Line = "6", Contact = SensorContact.NormallyClosed, Bias = LineBias.PullUp, Debounce = TimeSpan.FromSeconds(0.1) },
            gpio.Inputs[DoorSensor.DoorPosition]);
        Assert.Equal(new GpioSettings().Inputs[DoorSensor.Tamper], gpio.Inputs[DoorSensor.Tamper]);
        // Reading must not change the defaults of the next one.
        Assert.Equal(SensorContact.Absent, new GpioSettings().Inputs[DoorSensor.DoorPosition].Contact);
    }

    [Fact]
    public void An_output_without_a_line_is_not_opened()
    {
        var outputs = Read("Gpio:Outputs:Buzzer:Line=").OutputOptions();

        Assert.Equal(Enum.GetValues<DoorOutput>().Except([DoorOutput.Buzzer]), outputs.Keys.Order());
    }

    [Fact]
    public void Only_the_strike_is_kept_by_toggling()
    {
        var outputs = Read("Gpio:StrikeDrive=Toggle").OutputOptions();

        Assert.Equal([DoorOutput.Strike], outputs.Where(output => output.Value.Drive == OutputDrive.Toggle).Select(output => output.Key));
    }

    [Fact]
    public void A_sensor_without_a_contact_is_not_opened() =>
        Assert.Equal([DoorSensor.RequestToExit, DoorSensor.EnrollButton, DoorSensor.ResetJumper], Read().InputOptions().Keys);

    // A closed contact to ground is low, a closed contact to 3.3 V is high.
    [Theory]
    [InlineData(SensorContact.NormallyOpen, LineBias.PullUp, true)]
    [InlineData(SensorContact.NormallyOpen, LineBias.None, true)]
    [InlineData(SensorContact.NormallyOpen, LineBias.PullDown, false)]
    [InlineData(SensorContact.NormallyClosed, LineBias.PullUp, false)]
    [InlineData(SensorContact.NormallyClosed, LineBias.None, false)]
    [InlineData(SensorContact.NormallyClosed, LineBias.PullDown, true)]
    public void The_active_level_follows_from_contact_and_bias(SensorContact contact, LineBias bias, bool activeLow)
    {
        var tamper = Read($"Gpio:Inputs:Tamper:Contact={contact}", $"Gpio:Inputs:Tamper:Bias={bias}").InputOptions()[DoorSensor.Tamper];

        Assert.Equal((activeLow, bias, TimeSpan.FromMilliseconds(50)), (tamper.ActiveLow, tamper.Bias, tamper.Debounce));
    }

    [Theory]
    [InlineData("28")]
    [InlineData("1")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("017")]
    [InlineData("gpio17")]
    [InlineData("GPIO")]
    [InlineData("GPIO28")]
    [InlineData("GPIO-17")]
    [InlineData("ID_SDA")]
    [InlineData("14")]
    [InlineData("GPIO15")]
    [InlineData("")]
    public void A_line_that_the_header_lacks_or_that_is_kept_for_something_else_is_refused(string line) =>
        Refuse($"Gpio:Outputs:Strike:Line is '{line}'; allowed is 2 to 27 or GPIO2 to GPIO27, but 14, 15 (the default is 17).", $"Gpio:Outputs:Strike:Line={line}");

    [Theory]
    [InlineData("Gpio:Inputs:RequestToExit:Line=GPIO17", "Gpio:Inputs:RequestToExit:Line is 'GPIO17', the line of Gpio:Outputs:Strike:Line; allowed is a line that nothing else uses.")]
    [InlineData("Gpio:Outputs:Buzzer:Line=27", "Gpio:Outputs:Buzzer:Line is '27', the line of Gpio:Outputs:CameraLamp:Line; allowed")]
    public void A_line_that_is_used_twice_is_refused(string setting, string complaint) => Refuse(complaint, setting);

    [Fact]
    public void The_line_of_a_sensor_that_is_not_there_is_free() =>
        Assert.Equal("GPIO21", Read("Gpio:Outputs:Buzzer:Line=GPIO21").Outputs[DoorOutput.Buzzer].Line);

    [Fact]
    public void No_output_may_be_switched_on_by_the_pull_that_the_pi_starts_with()
    {
        foreach (var output in Enum.GetValues<DoorOutput>())
        {
            Refuse($"Gpio:Outputs:{output}:Line is '7'; the Pi pulls it up before", $"Gpio:Outputs:{output}:Line=7", $"Gpio:Outputs:{output}:ActiveLow=false");
            Refuse(
                $"Gpio:Outputs:{output}:Line is '9'; the Pi pulls it down before a program takes it, which would switch on what is active with a low level;"
                + $" allowed is 2 to 8, or the other Gpio:Outputs:{output}:ActiveLow, which is true.",
                $"Gpio:Outputs:{output}:Line=9", $"Gpio:Outputs:{output}:ActiveLow=true");
            Assert.Equal("8", Read($"Gpio:Outputs:{output}:Line=8", $"Gpio:Outputs:{output}:ActiveLow=true").Outputs[output].Line);
        }
    }

    [Fact]
    public void The_jumper_is_not_there_where_its_line_was_given_to_something_else_before_it_came()
    {
        Assert.DoesNotContain(DoorSensor.ResetJumper, Read("Gpio:Outputs:DarkLamp:Line=7").InputOptions().Keys);
        Assert.Contains(DoorSensor.ResetJumper, Read("Gpio:Outputs:DarkLamp:Line=7", "Gpio:Inputs:ResetJumper:Line=8").InputOptions().Keys);
        // The file that comes with the program names line 7: that says nothing of what somebody wants.
        Assert.DoesNotContain(DoorSensor.ResetJumper, Read("Gpio:Outputs:DarkLamp:Line=7", "Gpio:Inputs:ResetJumper:Line=7").InputOptions().Keys);
        Refuse("the line of Gpio:Outputs:DarkLamp:Line", "Gpio:Outputs:DarkLamp:Line=8", "Gpio:Inputs:ResetJumper:Line=8");
    }

    [Fact]
    public void A_pull_down_is_refused_where_the_board_pulls_up()
    {
        string[] settings = ["Gpio:Inputs:Fire:Contact=NormallyOpen", "Gpio:Inputs:Fire:Bias=PullDown"];

        Refuse("Gpio:Inputs:Fire:Bias is 'PullDown', but the Pi's board pulls up Gpio:Inputs:Fire:Line 'GPIO3'; allowed is PullUp or None", [.. settings, "Gpio:Inputs:Fire:Line=GPIO3"]);
        Assert.Equal(LineBias.PullDown, Read([.. settings, "Gpio:Inputs:Fire:Line=GPIO7"]).Inputs[DoorSensor.Fire].Bias);
    }

    private void Refuse(string complaint, params string[] settings) =>
        Assert.Contains(complaint, Assert.Throws<SettingsException>(() => Read(settings)).Message, StringComparison.Ordinal);

    private GpioSettings Read(params string[] settings) =>
        SettingsReader.Read(_file, settings.Select(setting => setting.Split('=')).Select(pair => new KeyValuePair<string, string?>(pair[0], pair[1]))).Gpio;
}
