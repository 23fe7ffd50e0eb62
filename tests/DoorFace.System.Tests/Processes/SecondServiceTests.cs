using DoorFace.Core.Audit;
using DoorFace.Storage.Audit;

namespace DoorFace.SystemTests.Processes;

/// <summary>Two services on one unit: the second refuses before it touches anything, and the first goes on as if nothing had been.</summary>
public sealed class SecondServiceTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("doorface-second-");

    private string Database => Path.Combine(_folder.FullName, "doorface.db");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task The_second_refuses_and_the_first_can_still_be_asked()
    {
        await using (var first = await LiveDoor.StartAsync(_folder.FullName))
        {
            foreach (var more in (string[][])[["--persist"], [], ["--persist", "--set", $"Control:Socket={Path.Combine(_folder.FullName, "other.sock")}"]])
            {
                var second = await ProgramRun.SimulatorAsync(_folder.FullName, ["run", "--database", Database, .. more]);

                Assert.Equal(3, second.ExitCode);
                Assert.Contains(second.Errors, line => line.Contains($"process {first.ProcessId}", StringComparison.Ordinal) && line.Contains("systemctl stop doorface", StringComparison.Ordinal));
                // Not a pin was touched.
                Assert.Empty(second.Output);
            }

            Assert.Equal(0, (await first.AskAsync("lock-down")).ExitCode);
            Assert.Equal("FacesRefused", (await first.StatusAsync()).GetProperty("phase").GetString());
            await first.KillAsync();
        }

        // The kernel has taken the lock back; the socket that was left is nobody's.
        Assert.True(File.Exists(Path.Combine(_folder.FullName, "control.sock")));
        await using var next = await LiveDoor.StartAsync(_folder.FullName);
        await next.UntilItRemembersAsync();
        Assert.Equal("FacesRefused", (await next.StatusAsync()).GetProperty("phase").GetString());
        using var audit = AuditStore.OpenForReading(Path.Combine(_folder.FullName, "doorface-audit.db"));
        Assert.Equal(
            ["the first start", "the run before was killed or crashed; the machine went on"],
            audit.ReadAfter(0, 100).Where(entry => entry.Kind == nameof(AuditKind.Started)).Select(entry => entry.Detail));
    }

    [Fact]
    public async Task A_command_on_the_files_says_that_a_service_runs_which_does_not_answer()
    {
        await using var door = await LiveDoor.StartAsync(_folder.FullName);
        File.Delete(Path.Combine(_folder.FullName, "control.sock"));

        var list = await door.CommandAsync("residents", "list");

        Assert.Equal(0, list.ExitCode);
        Assert.Contains(list.Errors, line => line.Contains($"A service runs (process {door.ProcessId})", StringComparison.Ordinal));
    }
}
