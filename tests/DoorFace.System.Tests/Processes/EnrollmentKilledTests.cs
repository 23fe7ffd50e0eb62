using System.Text.Json;
using DoorFace.Core.Enrollment;

namespace DoorFace.SystemTests.Processes;

/// <summary>The real service, killed in the middle of an enrollment: nothing half-enrolled, nothing left over, nothing released.</summary>
public sealed class EnrollmentKilledTests(Household household) : IClassFixture<Household>, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("doorface-enroll-killed-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(EnrollmentPhase.AwaitingAdministrator)]
    [InlineData(EnrollmentPhase.AwaitingConsent)]
    [InlineData(EnrollmentPhase.Capturing)]
    [InlineData(EnrollmentPhase.AwaitingFarewell)]
    public async Task Killed_at_any_step_it_leaves_everything_as_it_was(EnrollmentPhase phase)
    {
        household.CopyInto(_folder.FullName);
        Assert.Equal(0, (await RunAsync("residents", "make-admin", "Alex")).ExitCode);
        var before = await ResidentsAsync();

        await using (var door = await LiveDoor.StartAsync(_folder.FullName, more: "--stage"))
        {
            await door.UntilAsync(async () => (await door.StatusAsync()).GetProperty("camera").GetProperty("frames").GetInt64() > 0, "the camera gives frames");
            await HoldAsync(door, phase == EnrollmentPhase.AwaitingFarewell ? 10.3 : 3.3);
            if (phase is EnrollmentPhase.AwaitingConsent or EnrollmentPhase.Capturing)
            {
                await door.StageAsync($"show {household.ResidentFilm}");
                await UntilAsync(door, EnrollmentPhase.AwaitingConsent);
            }

            if (phase == EnrollmentPhase.Capturing)
            {
                // Somebody who does not turn: some captures are taken, and never enough. A press while nobody stands in front does not count.
                await door.StageAsync($"show {household.StrangerWalksUp}");
                await door.UntilAsync(
                    async () =>
                    {
                        await HoldAsync(door, 0.1);
                        await Task.Delay(TimeSpan.FromSeconds(0.7), TestContext.Current.CancellationToken);
                        return await IsAtAsync(door, phase);
                    },
                    "they have agreed");
                await Task.Delay(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken);
            }

            await UntilAsync(door, phase);
            Assert.False(door.WasReleased);
            await door.KillAsync();
        }

        await using (var door = await LiveDoor.StartAsync(_folder.FullName, more: "--stage"))
        {
            await UntilAsync(door, EnrollmentPhase.Idle);
            Assert.False(door.WasReleased);
            Assert.Equal(before, await ResidentsAsync());
            Assert.Equal(0, (await RunAsync("audit", "verify")).ExitCode);
            Assert.All(Directory.EnumerateFiles(_folder.FullName).Select(Path.GetFileName), file => Assert.StartsWith("doorface", file == "control.sock" ? "doorface" : file, StringComparison.Ordinal));
        }
    }

    private static async Task HoldAsync(LiveDoor door, double seconds)
    {
        await door.StageAsync("press EnrollButton");
        await Task.Delay(TimeSpan.FromSeconds(seconds), TestContext.Current.CancellationToken);
        await door.StageAsync("release EnrollButton");
    }

    private static Task UntilAsync(LiveDoor door, EnrollmentPhase phase) => door.UntilAsync(() => IsAtAsync(door, phase), $"the enrollment is at {phase}");

    private static async Task<bool> IsAtAsync(LiveDoor door, EnrollmentPhase phase) => (await door.StatusAsync()).GetProperty("enrollment").GetString() == $"{phase}";

    private Task<ProgramRun> RunAsync(params string[] command) =>
        ProgramRun.SimulatorAsync(_folder.FullName, [.. command, "--json", "--database", Path.Combine(_folder.FullName, "doorface.db")]);

    private async Task<string> ResidentsAsync()
    {
        var run = await RunAsync("residents", "list");
        Assert.Equal(0, run.ExitCode);
        var residents = JsonDocument.Parse(string.Concat(run.Output)).RootElement.EnumerateArray();
        return string.Join(";", residents.Select(resident => $"{resident.GetProperty("id")} {resident.GetProperty("name")} {resident.GetProperty("references")} {resident.GetProperty("administrator")}"));
    }
}
