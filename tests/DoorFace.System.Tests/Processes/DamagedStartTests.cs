using Microsoft.Data.Sqlite;

namespace DoorFace.SystemTests.Processes;

/// <summary>The real service on files in which somebody has put values that the program never wrote: it goes on, and the button inside releases the strike.</summary>
public sealed class DamagedStartTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("doorface-damaged-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("doorface-audit.db", "UPDATE sqlite_sequence SET seq = 'x'")]
    [InlineData("doorface-audit.db", "UPDATE seal SET key = unhex(substr(hex(key), 1, 80) || 'FF' || substr(hex(key), 83))")]
    [InlineData("doorface-audit.db", "UPDATE seal SET key = unhex(replace(hex(key), '2A8648CE3D030107', '2A8648CE3D030101'))")]
    [InlineData("doorface-audit.db", "UPDATE entry SET at = 9223372036854775807")]
    [InlineData("doorface.db", "UPDATE secret SET value = x'00'")]
    public async Task It_goes_on_and_the_button_answers(string file, string damage)
    {
        await using (var first = await StartAsync())
        {
            await first.UntilAsync(async () => !(await first.StatusAsync()).GetProperty("unstored").GetBoolean(), "its start is stored");
            await first.KillAsync();
        }

        Change(file, damage);
        for (var start = 0; start < 2; start++)
        {
            await using var door = await StartAsync();
            await door.StageAsync("press RequestToExit");
            await door.UntilAsync(() => door.WasReleased, "the button inside releases the strike");
            await door.StageAsync("release RequestToExit");
            // It can be asked, long after whatever reads the files has read them.
            await door.UntilItRemembersAsync();
        }
    }

    private Task<LiveDoor> StartAsync() => LiveDoor.StartAsync(_folder.FullName, null, "--stage");

    // Whoever changes a file is bound by none of its rules.
    private void Change(string file, string damage)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(_folder.FullName, file)};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"PRAGMA ignore_check_constraints = 1; {damage}";
        command.ExecuteNonQuery();
    }
}
