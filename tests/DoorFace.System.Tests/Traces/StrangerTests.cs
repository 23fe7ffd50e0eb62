using DoorFace.SystemTests.Processes;
using DoorFace.Tests.Support;

namespace DoorFace.SystemTests.Traces;

/// <summary>Nothing of somebody who is not enrolled stays in the memory of the real service once the scene is empty; while they stand there it is found.</summary>
public sealed class StrangerTests(Household household) : IClassFixture<Household>, IDisposable
{
    // As fast as it can look: a service that waits for frames has no crop in its models.
    private const int FrameRate = 60;
    // The bytes of a quantized crop live for the moment of one convolution: FirstTensorTests shows that the right ones are sought.
    private static readonly string[] AlwaysMet = [StrangerNeedles.Frames, StrangerNeedles.Crops, StrangerNeedles.Features];
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("doorface-traces-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_stranger_leaves_no_frame_no_crop_and_no_features_in_memory()
    {
        household.CopyInto(_folder.FullName);
        var (stranger, empty, shown) = (InFolder("stranger.y4m"), InFolder("empty.y4m"), InFolder("shown.y4m"));
        await FilmAsync(stranger, "--frames", "16", "--turn", "--person", RepositoryFiles.Photo(6));
        await FilmAsync(empty, "--frames", "30");
        var needles = StrangerNeedles.Of(stranger);
        Assert.True(needles.Count > 1000);
        File.Copy(empty, shown);
        await using var door = await LiveDoor.StartAsync(_folder.FullName, new Dictionary<string, string>
        {
            ["FAKE_RPICAM_FILE"] = shown,
            ["FAKE_RPICAM_RATE"] = $"{FrameRate}",
            ["PATH"] = AppContext.BaseDirectory + ":" + Environment.GetEnvironmentVariable("PATH"),
        });
        await door.UntilAsync(async () => await FramesAsync(door) > 10, "frames come");
        var before = ProcessDump.Search(door.ProcessId, needles);
        Assert.SkipWhen(before is null, "Only root may look into the memory of a process that is not dumpable.");
        Assert.Empty(before);

        File.Move(stranger, shown, overwrite: true);
        Dictionary<string, int> during = [];
        await door.UntilAsync(
            () =>
            {
                foreach (var (what, count) in ProcessDump.Search(door.ProcessId, needles)!)
                {
                    during[what] = during.GetValueOrDefault(what) + count;
                }

                return AlwaysMet.All(during.ContainsKey);
            },
            "the frames, crops and features are in memory while the stranger stands there");
        File.Move(empty, shown, overwrite: true);
        // What is in the pipe and the rest of the film, then two seconds without a face, twice over.
        var seen = await FramesAsync(door);
        await door.UntilAsync(async () => await FramesAsync(door) > seen + (8 * FrameRate), "the scene has been empty for a while");

        var after = ProcessDump.Search(door.ProcessId, needles)!;
        TestContext.Current.TestOutputHelper?.WriteLine($"{needles.Count} needles; during: {string.Join(", ", during)}; after: {string.Join(", ", after)}");
        Assert.Empty(after);
        Assert.False(door.WasReleased);
    }

    private static async Task<long> FramesAsync(LiveDoor door) => (await door.StatusAsync()).GetProperty("camera").GetProperty("frames").GetInt64();

    private string InFolder(string name) => Path.Combine(_folder.FullName, name);

    private async Task FilmAsync(params string[] arguments)
    {
        var run = await ProgramRun.SimulatorAsync(_folder.FullName, ["film", .. arguments]);
        Assert.True(run.ExitCode == 0, string.Join('\n', run.Errors));
    }
}
