using DoorFace.Core.Biometrics;
using DoorFace.Storage.Residents;
using DoorFace.SystemTests.Processes;

namespace DoorFace.SystemTests.Traces;

/// <summary>Nothing of a resident's template is in the memory of the real service when it says that the resident is erased; while enrolled it is found.</summary>
public sealed class ErasedResidentTests(Household household) : IClassFixture<Household>, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("doorface-erased-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("a command")]
    [InlineData("the button")]
    public async Task A_resident_who_is_erased_leaves_no_template_in_memory(string by)
    {
        household.CopyInto(_folder.FullName);
        var needles = TemplatesOf(Path.Combine(_folder.FullName, "doorface.db"));
        Assert.True(needles.Count > 50);
        await using var door = await LiveDoor.StartAsync(_folder.FullName, more: "--stage");
        await door.UntilAsync(async () => (await door.StatusAsync()).GetProperty("camera").GetProperty("frames").GetInt64() > 5, "the camera gives frames");
        var before = ProcessDump.Search(door.ProcessId, needles);
        Assert.SkipWhen(before is null, "Only root may look into the memory of a process that is not dumpable.");

        // Of those of each reference nothing is left as soon as they are fused.
        Assert.Equal(["template in use"], before.Keys);
        if (by == "a command")
        {
            var removed = await door.CommandAsync("residents", "remove", "Alex");
            Assert.True(removed.ExitCode == 0, string.Join('\n', removed.Errors));
        }
        else
        {
            // They stay until they are erased. A press before their face is known cancels, and the next hold begins anew.
            await door.StageAsync($"show {household.Portrait}");
            // A machine with much else to do needs longer to know it.
            foreach (var wait in (int[])[3, 6, 12, 24])
            {
                if (!await IsEnrolledAsync(door))
                {
                    break;
                }

                await HoldAsync(door, 10.3);
                await Task.Delay(TimeSpan.FromSeconds(wait), TestContext.Current.CancellationToken);
                await HoldAsync(door, 0.1);
                await door.UntilAsync(async () => (await door.StatusAsync()).GetProperty("enrollment").GetString() == "Idle", "the farewell has ended");
            }
        }

        var after = ProcessDump.Search(door.ProcessId, needles)!;
        if (by == "the button")
        {
            // Whoever still stands there is seen: what is left are features of that, until they go.
            Assert.DoesNotContain("template in use", after.Keys);
            await door.StageAsync("empty");
            await door.UntilAsync(() => Task.FromResult((after = ProcessDump.Search(door.ProcessId, needles)!).Count == 0), "nothing is left of who has gone");
        }

        Assert.False(await IsEnrolledAsync(door));
        TestContext.Current.TestOutputHelper?.WriteLine($"{needles.Count} needles; before: {string.Join(", ", before)}; after: {string.Join(", ", after)}");
        Assert.Empty(after);
    }

    private static async Task<bool> IsEnrolledAsync(LiveDoor door) =>
        (await door.CommandAsync("residents", "list", "--json")).Output.Any(line => line.Contains("Alex", StringComparison.Ordinal));

    private static Needles TemplatesOf(string database)
    {
        var needles = new Needles();
        using var store = ResidentStore.Open(database);
        var stored = store.LoadReferences().References.Select(reference => reference.Template).ToList();
        var rotation = store.Rotation(stored[0].Dimension);
        var (turnedBack, fused) = (new float[stored[0].Dimension], Embedding.Fuse(stored));
        foreach (var template in stored)
        {
            rotation.TurnBack(template.Values, turnedBack);
            if (stored.Count > 1)
            {
                needles.Add("template", template.Values, every: 8);
            }

            needles.Add("features", turnedBack, every: 8);
        }

        needles.Add("template in use", fused.Values, every: 8);
        return needles;
    }

    private static async Task HoldAsync(LiveDoor door, double seconds)
    {
        await door.StageAsync("press EnrollButton");
        await Task.Delay(TimeSpan.FromSeconds(seconds), TestContext.Current.CancellationToken);
        await door.StageAsync("release EnrollButton");
    }
}
