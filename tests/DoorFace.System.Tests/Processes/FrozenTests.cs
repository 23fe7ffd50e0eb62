using System.Text.Json;
using DoorFace.Device.Camera;

namespace DoorFace.SystemTests.Processes;

/// <summary>A service that is frozen while a resident stands at the door, and goes on when they have long gone, opens for nobody.</summary>
[TestClass(DisableParallelization = true)]
public sealed class FrozenTests(Household household) : IClassFixture<Household>, IDisposable
{
    private const int FrameRate = 15;
    private static readonly TimeSpan FrozenTime = TimeSpan.FromSeconds(8);

    // The film shows nobody for longer than that afterwards, and then begins again.
    private static readonly TimeSpan EmptyTime = TimeSpan.FromSeconds(8);

    // So long after the first face was seen: somewhere between there and the grant, in the middle of looking at a frame.
    private static readonly int[] MillisecondsAfterFace = [0, 60, 120, 180, 240, 300];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("doorface-frozen-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_resident_who_was_seen_before_it_was_frozen_does_not_open_the_door_afterwards()
    {
        var film = await FilmAsync();
        // One after the other up to its freezing; those that are frozen leave the machine to the next.
        using var turn = new SemaphoreSlim(1);
        var frozen = (await Task.WhenAll(MillisecondsAfterFace.Select(wait => FreezeAsync(wait, film, turn)))).Count(wasFrozen => wasFrozen);

        Assert.True(frozen > 0, "The resident was let in before every freeze.");
        TestContext.Current.TestOutputHelper?.WriteLine($"{frozen} of {MillisecondsAfterFace.Length} times it was frozen between the face and the grant.");
    }

    /// <returns>Whether the resident had not been let in before it was frozen.</returns>
    private async Task<bool> FreezeAsync(int millisecondsAfterFace, string film, SemaphoreSlim turn)
    {
        await turn.WaitAsync(TestContext.Current.CancellationToken);
        var hasTurn = true;
        try
        {
            await using var door = await StartAsync(millisecondsAfterFace, film);
            await door.UntilAsync(() => door.HasSeenAFace, "a face is seen");
            await Task.Delay(millisecondsAfterFace, TestContext.Current.CancellationToken);
            Termination.Freeze(door.ProcessId);
            var frozenAt = DateTimeOffset.UtcNow;
            turn.Release();
            hasTurn = false;
            await Task.Delay(FrozenTime, TestContext.Current.CancellationToken);
            var releasesBefore = door.StrikeLevels.Count(level => level == 1);
            Termination.Thaw(door.ProcessId);
            await JudgeAsync(door, millisecondsAfterFace, frozenAt, releasesBefore);
            return releasesBefore == 0;
        }
        finally
        {
            if (hasTurn)
            {
                turn.Release();
            }
        }
    }

    private Task<LiveDoor> StartAsync(int millisecondsAfterFace, string film)
    {
        var home = _folder.CreateSubdirectory($"{millisecondsAfterFace}").FullName;
        household.CopyInto(home);
        return LiveDoor.StartAsync(home, new Dictionary<string, string>
        {
            ["FAKE_RPICAM_FILE"] = film,
            ["FAKE_RPICAM_RATE"] = $"{FrameRate}",
            ["FAKE_RPICAM_LIVE"] = "1",
            ["PATH"] = AppContext.BaseDirectory + ":" + Environment.GetEnvironmentVariable("PATH"),
        });
    }

    private static async Task JudgeAsync(LiveDoor door, int millisecondsAfterFace, DateTimeOffset frozenAt, int releasesBefore)
    {
        var seen = await FramesAsync(door);
        await door.UntilAsync(async () => await FramesAsync(door) > seen + FrameRate, "the empty hall is watched");

        var audit = await door.CommandAsync("audit", "show", "--json");
        Assert.True(audit.ExitCode == 0, string.Join('\n', audit.Errors));
        // The line is switched first and the entry written then: of a release between whose two the service was frozen, the entry has the time of the thaw.
        List<DateTimeOffset> releases =
        [
            .. JsonDocument.Parse(string.Concat(audit.Output)).RootElement.EnumerateArray()
                .Where(entry => entry.GetProperty("kind").GetString() is "StrikeReleased" or "ReleaseExtended").Select(entry => entry.GetProperty("at").GetDateTimeOffset())
                .Order().Skip(releasesBefore),
        ];
        Assert.True(
            releases.TrueForAll(at => at < frozenAt || at > frozenAt + FrozenTime + EmptyTime),
            $"Frozen {millisecondsAfterFace} ms after the face at {frozenAt:O}, with {releasesBefore} release(s) before, it released the strike at {string.Join(", ", releases.Select(at => $"{at:O}"))} for somebody who had gone by then.");
    }

    private static async Task<long> FramesAsync(LiveDoor door) => (await door.StatusAsync()).GetProperty("camera").GetProperty("frames").GetInt64();

    /// <summary>Nobody while the models are loaded, the resident, and nobody for much longer than it is frozen.</summary>
    private async Task<string> FilmAsync()
    {
        var (empty, film) = (Path.Combine(_folder.FullName, "empty.y4m"), Path.Combine(_folder.FullName, "film.y4m"));
        var run = await ProgramRun.SimulatorAsync(_folder.FullName, "film", empty, "--frames", "30");
        Assert.True(run.ExitCode == 0, string.Join('\n', run.Errors));
        await using var all = File.Create(film);
        await all.WriteAsync("YUV4MPEG2 W640 H480 F15:1 C420jpeg XCOLORRANGE=FULL\n"u8.ToArray(), TestContext.Current.CancellationToken);
        for (var i = 0; i < 2; i++)
        {
            Append(empty);
        }

        Append(household.ResidentFilm);
        for (var i = 0; i < 12; i++)
        {
            Append(empty);
        }

        return film;

        void Append(string path)
        {
            foreach (var frame in new Y4mRecording(path))
            {
                using (frame)
                {
                    all.Write("FRAME\n"u8);
                    all.Write(frame.Pixels);
                }
            }
        }
    }
}
