namespace DoorFace.SystemTests.Processes;

/// <summary>A residents' file that is gone, emptied or older does not pass for a new unit at the real service: no face opens, and it says how to go on.</summary>
public sealed class LostStateTests(Household household) : IClassFixture<Household>, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("doorface-lost-");

    private string Database => Path.Combine(_folder.FullName, "doorface.db");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("missing")]
    [InlineData("empty")]
    [InlineData("older")]
    public async Task No_face_opens_until_what_was_lost_is_put_back(string loss)
    {
        household.CopyInto(_folder.FullName);
        var older = File.ReadAllBytes(Database);
        var rename = await ProgramRun.SimulatorAsync(_folder.FullName, "residents", "rename", "Alex", "Alexandra", "--database", Database);
        Assert.True(rename.ExitCode == 0, string.Join('\n', rename.Output.Concat(rename.Errors)));
        var newer = File.ReadAllBytes(Database);
        TakeAwayLogs();
        if (loss == "missing")
        {
            File.Delete(Database);
        }
        else
        {
            File.WriteAllBytes(Database, loss == "empty" ? [] : older);
        }

        await using (var door = await LiveDoor.StartAsync(_folder.FullName, more: ["--stage"]))
        {
            await door.StageAsync($"show {household.ResidentFilm}");
            await door.UntilAsync(async () => await door.FacesRefusedAsync() == "StateInDoubt", "the door refuses faces");
            var doctor = await door.CommandAsync("doctor", "--json");
            Assert.Contains(doctor.Output.Concat(doctor.Errors), line => line.Contains("state accept", StringComparison.Ordinal));
            Assert.False(door.WasReleased);
        }

        // Otherwise SQLite would write into it what the log of the other file holds.
        TakeAwayLogs();
        File.WriteAllBytes(Database, newer);
        await using var whole = await LiveDoor.StartAsync(_folder.FullName, more: ["--stage"]);
        await whole.UntilItRemembersAsync();
        // What a door without its key stored of itself cannot be told from what somebody else put there: locked down, until an administrator has looked.
        await whole.AskAsync("clear-alarm");
        await whole.AskAsync("normal");
        await whole.StageAsync($"show {household.ResidentFilm}");
        await whole.UntilAsync(() => whole.WasReleased, "the resident is let in again");
    }

    private void TakeAwayLogs()
    {
        foreach (var file in Directory.GetFiles(_folder.FullName, "doorface.db-*"))
        {
            File.Delete(file);
        }
    }
}
