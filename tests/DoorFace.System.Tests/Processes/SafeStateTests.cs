namespace DoorFace.SystemTests.Processes;

/// <summary>After a crash the outputs are made safe whatever the configuration has become.</summary>
public sealed class SafeStateTests : IDisposable
{
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("doorface-safe-");

    public void Dispose() => _home.Delete(recursive: true);

    [Theory]
    [InlineData("Door:UnlockTime=00:00:03", 0)]
    [InlineData("Access:ProbeViews=three", 0)]
    [InlineData("Gpio:Outputs:Strike:Line=99", 2)]
    public async Task Outputs_are_made_safe_and_only_a_wrong_wiring_is_complained_of_afterwards(string setting, int exitCode)
    {
        var run = await ProgramRun.SimulatorAsync(_home.FullName, "safe-state", "--set", setting);

        Assert.Equal(exitCode, run.ExitCode);
        Assert.Contains(run.Output, line => line.Contains("11 outputs of gpiochip0 (pinctrl-bcm2711) are at their safe levels.", StringComparison.Ordinal));
        Assert.Equal(exitCode != 0, run.Errors.Any(line => line.Contains("Gpio:Outputs:Strike:Line is '99'", StringComparison.Ordinal)));
    }
}
