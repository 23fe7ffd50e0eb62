using System.Text.Json;

namespace DoorFace.SystemTests.Processes;

/// <summary>The whole program: frames in, the relay's pin out.</summary>
public sealed class RunTests : IClassFixture<Household>, IDisposable
{
    private const int StrikeLine = 17;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("doorface-run-");
    private readonly Household _household;

    public RunTests(Household household)
    {
        _household = household;
        _household.CopyInto(_folder.FullName);
    }

    private string Database => Path.Combine(_folder.FullName, "doorface.db");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task The_relay_pin_follows_the_resident()
    {
        var run = await RunAsync(_household.ResidentWalksUp, "--set", "Door:UnlockTime=00:00:01");

        Assert.True(run.ExitCode == 0, string.Join('\n', run.Errors));
        // Released once, and secured by the unlock time or by the end of the recording, whichever came first.
        Assert.Equal([1, 0], Levels(run, StrikeLine));
        Assert.Contains(run.Errors, line => line.Contains("Granted: score", StringComparison.Ordinal));
        Assert.DoesNotContain(run.Errors, line => line.Contains("Alex", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_relay_pin_stays_down_for_a_stranger()
    {
        var run = await RunAsync(_household.StrangerWalksUp);

        Assert.True(run.ExitCode == 0, string.Join('\n', run.Errors));
        Assert.Empty(Levels(run, StrikeLine));
        Assert.Contains(run.Errors, line => line.Contains("Denied: BelowThreshold", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_active_low_relay_is_off_before_after_and_but_for_the_release()
    {
        var run = await RunAsync(_household.ResidentWalksUp, "--set", "Gpio:Outputs:Strike:ActiveLow=true", "--set", "Gpio:Outputs:Strike:Line=7");

        // The line is pulled up before the program takes it and after it lets go, so no level is seen but that of the one release.
        Assert.Equal([0, 1], Levels(run, 7));
    }

    [Theory]
    [InlineData("--set", "Gpio:Outputs:Strike:Line=99", 2, "Gpio:Outputs:Strike:Line is '99'")]
    [InlineData("--camera", "/no/such/recording", 3, "/no/such/recording")]
    [InlineData("--database", "/no/such/folder/doorface.db", 3, "/no/such/folder")]
    [InlineData("--config", "/no/such/settings.json", 2, "/no/such/settings.json")]
    [InlineData("--unknown", "x", 2, "--unknown")]
    public async Task A_mistake_is_told_in_a_sentence_and_by_the_exit_code(string option, string value, int exitCode, string told)
    {
        string[] database = option == "--database" ? [] : ["--database", Database];
        var run = await ProgramRun.SimulatorAsync(_folder.FullName, ["run", .. database, option, value]);

        Assert.Equal(exitCode, run.ExitCode);
        Assert.Contains(run.Errors, line => line.Contains(told, StringComparison.Ordinal));
        Assert.DoesNotContain(run.Errors, line => line.TrimStart().StartsWith("at ", StringComparison.Ordinal));
        Assert.Empty(Levels(run, StrikeLine));
    }

    [Fact]
    public async Task The_doors_own_program_says_in_a_sentence_that_a_pc_has_no_gpio()
    {
        Assert.SkipWhen(Directory.GetFiles("/dev", "gpiochip*").Length > 0, "This machine has GPIO, which a test must not touch.");

        string[] confinement = await Confinement.AsTheUnitAsync();
        var run = await ProgramRun.RunAsync(
            _folder.FullName, confinement[0], [.. confinement[1..], ProgramRun.ProgramPath("doorface"), "run", "--database", Database, "--camera", _household.ResidentWalksUp]);

        Assert.Equal(3, run.ExitCode);
        Assert.Contains("doorface-sim", Assert.Single(run.Errors), StringComparison.Ordinal);
    }

    private Task<ProgramRun> RunAsync(string recording, params string[] more) => ProgramRun.SimulatorAsync(
        _folder.FullName,
        ["run", "--database", Database, "--camera", recording, .. ProgramRun.EveryFrame, .. more]);

    private static List<int> Levels(ProgramRun run, int line) =>
        [.. run.Output.Where(text => text.StartsWith('{')).Select(text => JsonDocument.Parse(text).RootElement)
            .Where(report => report.GetProperty("line").GetInt32() == line)
            .Select(report => report.GetProperty("level").GetInt32())];
}
