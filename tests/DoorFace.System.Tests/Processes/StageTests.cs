using System.Text.Json;

namespace DoorFace.SystemTests.Processes;

/// <summary>The simulator's service with a stage: what happens around the door comes line by line from standard input.</summary>
public sealed class StageTests(Household household) : IClassFixture<Household>, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("doorface-stage-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task The_door_does_what_the_stage_directions_call_for()
    {
        household.CopyInto(_folder.FullName);
        await using var door = await LiveDoor.StartAsync(
            _folder.FullName, more: ["--stage", "--set", "Door:UnlockTime=00:00:02", "--set", "Gpio:Inputs:DoorPosition:Contact=NormallyClosed"]);
        await door.UntilAsync(async () => (await door.StatusAsync()).GetProperty("position").GetString() == "Closed", "the door is closed");

        await door.StageAsync("press RequestToExit");
        await door.UntilAsync(() => door.StrikeLevels is [1, ..], "the button inside releases the strike");
        await door.StageAsync("release RequestToExit");
        await door.UntilAsync(() => door.StrikeLevels is [1, 0], "the strike is secured again");

        await door.StageAsync("show /no/such/film.y4m");
        await door.UntilAsync(() => door.Errors.Any(line => line.StartsWith("error: ", StringComparison.Ordinal) && line.Contains("/no/such/film.y4m", StringComparison.Ordinal)), "the mistake is told");

        await door.StageAsync($"show {household.ResidentFilm}");
        await door.UntilAsync(() => door.StrikeLevels is [1, 0, 1, ..], "the resident is let in");
        await door.StageAsync("empty");
        door.EndStage();
        await door.UntilAsync(() => door.StrikeLevels is [1, 0, 1, 0], "the strike is secured behind the resident");
        var shown = await door.CommandAsync("status", "--json");
        Assert.Equal(0, shown.ExitCode);
        var status = JsonDocument.Parse(string.Concat(shown.Output)).RootElement.GetProperty("status");
        Assert.Equal(1, status.GetProperty("camera").GetProperty("starts").GetInt64());
        Assert.Equal([1, 0, 1, 0], door.StrikeLevels);
    }

    [Fact]
    public async Task A_stage_has_no_place_for_a_camera_of_the_machine()
    {
        var run = await ProgramRun.SimulatorAsync(_folder.FullName, "run", "--stage", "--camera", "/dev/video0", "--database", Path.Combine(_folder.FullName, "doorface.db"));

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(run.Errors, line => line.Contains("'/dev/video0'", StringComparison.Ordinal) && line.Contains("--stage", StringComparison.Ordinal));
    }
}
