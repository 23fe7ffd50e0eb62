namespace DoorFace.SystemTests.Processes;

/// <summary>The service killed outright: what the next start makes of it. What the lines do meanwhile is proved on the kernel's own, by scripts/hil.sh.</summary>
public sealed class KilledDoorTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("doorface-killed-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("Secured", "Secured")]
    [InlineData("Released", "Secured", "release")]
    [InlineData("HoldOpen", "Secured", "hold-open", "--for", "00:00:50")]
    [InlineData("FacesRefused", "FacesRefused", "lock-down", "--for", "01:00:00")]
    public async Task Killed_in_any_state_it_starts_locked_and_remembers_what_it_must(string killedIn, string startsIn, params string[] command)
    {
        // Released for longer than a command takes on a busy machine.
        await using (var door = await LiveDoor.StartAsync(_folder.FullName, null, "--set", "Door:UnlockTime=00:00:30", "--set", "Access:RearmTime=00:00:32"))
        {
            await door.UntilItRemembersAsync();
            if (command.Length > 0)
            {
                Assert.Equal(0, (await door.AskAsync(command)).ExitCode);
            }

            Assert.Equal(killedIn, (await door.StatusAsync()).GetProperty("phase").GetString());
            Assert.Equal(killedIn is "Released" or "HoldOpen", door.WasReleased);
            await UntilStoredAsync(command.Length > 0 ? 2 : 1);
            await door.KillAsync();
        }

        await using var next = await LiveDoor.StartAsync(_folder.FullName);
        await next.UntilItRemembersAsync();
        Assert.Equal(startsIn, (await next.StatusAsync()).GetProperty("phase").GetString());
        Assert.False(next.WasReleased);
        // What was said before the end is kept, and the next start is another one.
        var audit = await ShowAuditAsync();
        Assert.Contains(audit, line => line.Contains("\"boot\": 1", StringComparison.Ordinal));
        Assert.Contains(audit, line => line.Contains("\"boot\": 2", StringComparison.Ordinal));
        Assert.Contains(audit, line => line.Contains("the run before was killed or crashed; the machine went on", StringComparison.Ordinal));
    }

    private async Task UntilStoredAsync(int entries)
    {
        for (var i = 0; i < 100 && (await ShowAuditAsync()).Count(line => line.Contains("\"kind\"", StringComparison.Ordinal)) < entries; i++)
        {
            await Task.Yield();
        }
    }

    private async Task<IReadOnlyList<string>> ShowAuditAsync() =>
        (await ProgramRun.SimulatorAsync(_folder.FullName, "audit", "show", "--json", "--database", Path.Combine(_folder.FullName, "doorface.db"))).Output;
}
