using System.Text.Json;

namespace DoorFace.SystemTests.Processes;

/// <summary>Real faces that the whole program refuses for more than not being known.</summary>
public sealed class RefusalTests : IClassFixture<Household>, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("doorface-refusal-");
    private readonly Household _household;

    public RefusalTests(Household household)
    {
        _household = household;
        household.CopyInto(_folder.FullName);
    }

    private string Database => Path.Combine(_folder.FullName, "doorface.db");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_stranger_who_keeps_trying_is_not_looked_at_any_more_for_a_while()
    {
        string[] often = ["--set", "Camera:Loop=true", "--set", "Camera:FrameRate=10", "--set", "Door:UnlockTime=00:00:01", "--set", "Access:RearmTime=00:00:03"];

        await using var door = await LiveDoor.StartAsync(_folder.FullName, null, ["--camera", _household.StrangerWalksUp, .. often]);

        await door.UntilAsync(
            async () =>
            {
                Assert.False(door.WasReleased);
                return await door.FacesRefusedAsync() == "Paused";
            },
            "faces are refused for a while");

        var audit = await AuditAsync();
        // One more where a refusal turned out to be an attempt only with its later views.
        Assert.InRange(audit.Count(entry => entry.GetProperty("kind").GetString() == "AccessDenied"), 5, 10);
        Assert.Equal("60 s", audit.Single(entry => entry.GetProperty("kind").GetString() == "FacesPaused").GetProperty("detail").GetString());
    }

    [Fact]
    public async Task A_resident_whose_time_is_over_is_recognised_named_and_refused()
    {
        Assert.Equal(0, (await RunAsync("residents", "schedule", "Alex", "--until", "2026-01-01")).ExitCode);

        var run = await RunAsync(["run", "--camera", _household.ResidentWalksUp, .. ProgramRun.EveryFrame]);

        Assert.True(run.ExitCode == 0, string.Join('\n', run.Errors));
        Assert.DoesNotContain(run.Output, line => line.Contains("\"line\":17,", StringComparison.Ordinal));
        var refused = Assert.Single(await AuditAsync(), entry => entry.GetProperty("kind").GetString() == "ResidentRefused");
        Assert.Equal(("Alex", "NoLongerValid"), (refused.GetProperty("resident").GetString(), refused.GetProperty("detail").GetString()));
    }

    private Task<ProgramRun> RunAsync(params string[] arguments) => ProgramRun.SimulatorAsync(_folder.FullName, [.. arguments, "--database", Database]);

    private async Task<List<JsonElement>> AuditAsync() =>
        [.. JsonDocument.Parse(string.Concat((await RunAsync("audit", "show", "--json")).Output)).RootElement.EnumerateArray()];
}
