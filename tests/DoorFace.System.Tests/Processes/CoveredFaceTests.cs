using System.Text.Json;

namespace DoorFace.SystemTests.Processes;

/// <summary>What covers mouth and nose keeps the door shut and nobody is enrolled with it, at the real service and its commands.</summary>
public sealed class CoveredFaceTests(Household household) : IClassFixture<Household>, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("doorface-covered-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_resident_is_refused_with_a_mask_on_and_let_in_without_it()
    {
        household.CopyInto(_folder.FullName);
        await using var door = await LiveDoor.StartAsync(_folder.FullName, more: ["--stage", "--set", "Door:UnlockTime=00:00:02"]);

        await door.StageAsync($"show {household.MaskedFilm}");
        await door.UntilAsync(() => door.Errors.Any(line => line.Contains("Denied: FaceCovered", StringComparison.Ordinal)), "the reason is told");
        await door.UntilAsync(async () => (await door.CommandAsync("audit", "show")).Output.Any(line => line.Contains("FaceCovered", StringComparison.Ordinal)), "the reason is recorded");
        Assert.False(door.WasReleased);

        await door.StageAsync($"show {household.ResidentFilm}");
        await door.UntilAsync(() => door.WasReleased, "the resident is let in");
    }

    [Fact]
    public async Task Nobody_is_enrolled_from_a_picture_with_a_mask_on()
    {
        household.CopyInto(_folder.FullName);
        var database = Path.Combine(_folder.FullName, "doorface.db");

        var enrollment = await ProgramRun.SimulatorAsync(_folder.FullName, "enroll", "Kim", "--from", household.MaskedPortrait, "--database", database);

        Assert.Equal(1, enrollment.ExitCode);
        Assert.Contains(enrollment.Errors, line => line.Contains("take off what covers mouth and nose", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_masked_face_in_a_picture_is_no_match()
    {
        household.CopyInto(_folder.FullName);
        var database = Path.Combine(_folder.FullName, "doorface.db");

        var plain = await IdentifyAsync(Path.Combine(household.ResidentWalksUp, Path.GetFileName(household.MaskedPortrait)));
        var masked = await IdentifyAsync(household.MaskedPortrait);

        Assert.True(plain.GetProperty("match").GetBoolean());
        Assert.InRange(masked.GetProperty("covering").GetSingle(), 0.5f, 1);
        Assert.False(masked.GetProperty("match").GetBoolean());

        async Task<JsonElement> IdentifyAsync(string picture)
        {
            var run = await ProgramRun.SimulatorAsync(_folder.FullName, "identify", picture, "--database", database, "--json");
            return JsonDocument.Parse(string.Concat(run.Output)).RootElement.GetProperty("faces")[0];
        }
    }
}
