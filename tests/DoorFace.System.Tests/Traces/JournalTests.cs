using DoorFace.Host.Control;
using DoorFace.SystemTests.Processes;
using Microsoft.Data.Sqlite;

namespace DoorFace.SystemTests.Traces;

/// <summary>Nobody can make the system's journal forget, so the real service says no resident's name or number in it, whatever is wrong with what is stored.</summary>
public sealed class JournalTests(Household household) : IClassFixture<Household>, IDisposable
{
    private const string Name = "Quirinalia";

    /// <summary>Whatever is asked of the service about a resident, by name where it takes one; the last leaves nobody.</summary>
    private static readonly ControlRequest[] Requests =
    [
        ControlRequest.Of(ControlCommands.ListResidents),
        ControlRequest.Of(ControlCommands.ShowResident) with { Name = Name },
        ControlRequest.Of(ControlCommands.ScheduleResident) with { Name = Name, Schedule = "x" },
        ControlRequest.Of(ControlCommands.SuspendResident) with { Name = Name },
        ControlRequest.Of(ControlCommands.RenameResident) with { Name = Name, NewName = Name },
        ControlRequest.Of(ControlCommands.ExportResident) with { Name = Name },
        ControlRequest.Of(ControlCommands.Enroll) with { Name = Name },
        ControlRequest.Of(ControlCommands.ShowAudit),
        ControlRequest.Of(ControlCommands.RotateKey),
        ControlRequest.Of(ControlCommands.RemoveResident) with { Name = Name },
    ];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("doorface-journal-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("UPDATE reference SET template = zeroblob(length(template))")]
    [InlineData("UPDATE reference SET sealed = 0")]
    [InlineData("UPDATE reference SET embedder = 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb'")]
    [InlineData("UPDATE resident SET schedule = 'x'")]
    [InlineData("UPDATE resident SET valid_until = -9223372036854775807")]
    [InlineData("PRAGMA ignore_check_constraints = ON; UPDATE resident SET last_used_at = -1, expiry_warnings = -1")]
    [InlineData("DELETE FROM resident_key")]
    [InlineData("SELECT 1")]
    public async Task The_service_names_nobody_in_its_log(string damage)
    {
        household.CopyInto(_folder.FullName);
        var database = Path.Combine(_folder.FullName, "doorface.db");
        Assert.Equal(0, (await ProgramRun.SimulatorAsync(_folder.FullName, "residents", "rename", "Alex", Name, "--database", database)).ExitCode);
        string id;
        using (var connection = new SqliteConnection($"Data Source={database};Pooling=false"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT id FROM resident";
            id = (string)command.ExecuteScalar()!;
            command.CommandText = damage;
            command.ExecuteNonQuery();
        }

        await using var door = await LiveDoor.StartAsync(_folder.FullName, more: "--stage");
        await door.UntilAsync(async () => (await door.StatusAsync()).GetProperty("camera").GetProperty("frames").GetInt64() > 5, "the camera gives frames");
        await door.StageAsync($"show {household.ResidentFilm}");
        await door.UntilAsync(
            () => door.Errors.Any(line => line.Contains("Granted: ", StringComparison.Ordinal) || line.Contains("Denied: ", StringComparison.Ordinal)), "it has decided about whoever stands there");
        foreach (var request in Requests)
        {
            await door.RequestAsync(request);
        }

        await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        Assert.Contains(door.Errors, line => line.Contains("enrolled; the threshold", StringComparison.Ordinal));
        Assert.DoesNotContain(door.Errors, line => line.Contains(Name, StringComparison.OrdinalIgnoreCase) || line.Contains(id, StringComparison.OrdinalIgnoreCase));
    }
}
