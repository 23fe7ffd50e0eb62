using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace DoorFace.SystemTests.Processes;

/// <summary>What the door must remember while its disk takes nothing: it is in force, it is said that it is not stored, and a process that is killed loses none of it.</summary>
public sealed class UnstoredMemoryTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("doorface-unstored-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_lock_down_that_could_not_be_stored_says_so_and_outlives_a_kill()
    {
        await using (var door = await LiveDoor.StartAsync(_folder.FullName))
        {
            await door.UntilAsync(async () => !(await door.StatusAsync()).GetProperty("unstored").GetBoolean(), "its memory is stored");
            using var busy = Hold();
            var asked = await door.AskAsync("lock-down");
            Assert.Equal(0, asked.ExitCode);
            Assert.Contains(asked.Output, line => line.Contains("not yet stored", StringComparison.Ordinal));
            Assert.True((await door.StatusAsync()).GetProperty("unstored").GetBoolean());
            await door.KillAsync();
        }

        await ComesUpAsync("LockDown");
    }

    [Fact]
    public async Task A_lock_down_that_was_answered_as_stored_outlives_a_kill_at_once()
    {
        await using (var door = await LiveDoor.StartAsync(_folder.FullName))
        {
            var asked = await door.AskAsync("lock-down");
            door.Kill();
            Assert.DoesNotContain(asked.Output, line => line.Contains("not yet stored", StringComparison.Ordinal));
            await door.KillAsync();
        }

        await ComesUpAsync("LockDown");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_tamper_alarm_outlives_a_kill_at_once(int time)
    {
        _ = time;
        await using (var door = await LiveDoor.StartAsync(_folder.FullName, null, "--stage", "--set", "Gpio:Inputs:Tamper:Contact=NormallyOpen"))
        {
            await door.UntilAsync(async () => !(await door.StatusAsync()).GetProperty("unstored").GetBoolean(), "its memory is stored");
            using var busy = Hold();
            await door.StageAsync("press Tamper");
            await door.UntilAsync(() => door.Errors.Any(line => line.EndsWith("] Tamper ", StringComparison.Ordinal) || line.EndsWith("] Tamper", StringComparison.Ordinal)), "the housing is open");
            door.Kill();
            await door.KillAsync();
        }

        await ComesUpAsync("Tamper");
    }

    // As a disk that takes nothing for so long.
    private SqliteConnection Hold()
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(_folder.FullName, "doorface-audit.db")};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "BEGIN IMMEDIATE";
        command.ExecuteNonQuery();
        return connection;
    }

    private async Task ComesUpAsync(string refused)
    {
        await using var next = await LiveDoor.StartAsync(_folder.FullName, null, "--set", "Gpio:Inputs:Tamper:Contact=NormallyOpen");
        var status = default(JsonElement);
        await next.UntilAsync(
            async () => (status = await next.StatusAsync()).GetProperty("facesRefused").GetString() != "MemoryUnknown" && !status.GetProperty("unstored").GetBoolean(), "it knows what it must remember");
        Assert.Equal(refused, status.GetProperty("facesRefused").GetString());
    }
}
