namespace DoorFace.SystemTests.Processes;

/// <summary>An enrollment from a terminal on whose standard input the answer stands ready.</summary>
public sealed class TypedEnrollmentTests(Household household) : IClassFixture<Household>, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("doorface-typed-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task What_stands_ready_to_be_read_is_said_after_the_request_and_counts_for_whoever_stands_in_front()
    {
        household.CopyInto(_folder.FullName);
        await using var door = await LiveDoor.StartAsync(_folder.FullName, more: ["--stage", "--set", "Enrollment:References=3", "--set", "Enrollment:MinimumPoseDistance=0"]);
        await door.StageAsync($"show {household.ResidentWalksUp}");
        await door.UntilAsync(async () => (await door.StatusAsync()).GetProperty("camera").GetProperty("frames").GetInt64() > 0, "the camera gives frames");

        var run = await ProgramRun.TypedAsync(_folder.FullName, "yes\n", "enroll", "Kim", "--database", Path.Combine(_folder.FullName, "doorface.db"));

        Assert.DoesNotContain(run.Errors, line => line.Contains("JSON", StringComparison.Ordinal));
        Assert.Contains(run.Output, line => line.Contains("of 3 captured", StringComparison.Ordinal));
    }
}
