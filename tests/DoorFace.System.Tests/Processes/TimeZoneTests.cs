using System.Buffers.Binary;
using System.Text.Json;

namespace DoorFace.SystemTests.Processes;

/// <summary>
/// Residents' hours go by the time zone that is in force now, not by the one at the start: the whole service over a file of zone rules that is
/// exchanged, damaged and removed under it.
/// </summary>
public sealed class TimeZoneTests(Household household) : IClassFixture<Household>, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("doorface-zone-");

    private string Zone => Path.Combine(_folder.FullName, "localtime");

    private Dictionary<string, string> Environment => new() { ["TZ"] = ":" + Zone };

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Hours_are_judged_in_another_time_zone_from_the_moment_it_is_set_and_in_the_last_known_one_while_its_file_is_damaged()
    {
        household.CopyInto(_folder.FullName);
        // Noon here is midnight on the other side of the world.
        var toNoon = TimeSpan.FromMinutes(Math.Round((TimeSpan.FromHours(12) - DateTime.UtcNow.TimeOfDay).TotalMinutes));
        var toMidnight = toNoon + TimeSpan.FromHours(toNoon > TimeSpan.Zero ? -12 : 12);
        Put(Rules(toMidnight));
        await using var door = await LiveDoor.StartAsync(
            _folder.FullName, Environment, ["--camera", household.ResidentFilm, "--set", "Camera:Loop=true", "--set", "Access:RearmTime=00:00:07", .. ProgramRun.EveryFrame]);
        Assert.Equal(0, (await door.CommandAsync("residents", "schedule", "Alex", "--windows", "Mon-Sun 08:00-16:00")).ExitCode);
        // Whoever was let in while nobody had set hours yet is not what this is about.
        await door.UntilAsync(async () => (await AuditAsync(door)).Contains(("ResidentRefused", "OutsideSchedule")), "the resident is refused at midnight");
        var before = door.StrikeLevels.Count;

        Put(Rules(toNoon));

        await door.UntilAsync(() => door.StrikeLevels.Skip(before).Contains(1), "the resident is let in at noon");
        await door.UntilAsync(async () => (await AuditAsync(door)).Any(entry => entry.Kind == "TimeZoneChanged" && entry.Detail.Contains($"{Zone} (rules", StringComparison.Ordinal)
            && entry.Detail.IndexOf("rules", StringComparison.Ordinal) != entry.Detail.LastIndexOf("rules", StringComparison.Ordinal)), "the change is in the audit");
        var offset = $"UTC{(toNoon < TimeSpan.Zero ? '-' : '+')}{toNoon:hh\\:mm}";
        Assert.Contains(offset, await ZoneOfAsync(door), StringComparison.Ordinal);

        // Cut off: the runtime alone would take UTC without a word.
        Put(Rules(toNoon)[..50]);
        await door.UntilAsync(async () => (await FaultsAsync(door)).Contains("TimeZone"), "the fault is told");
        Assert.Contains(offset, await ZoneOfAsync(door), StringComparison.Ordinal);
        Assert.Contains(await AuditAsync(door), entry => entry.Kind == "Fault" && entry.Detail.StartsWith("TimeZone: ", StringComparison.Ordinal) && entry.Detail.Contains("stays in force", StringComparison.Ordinal));
        File.Delete(Zone);
        Assert.Contains(offset, await ZoneOfAsync(door), StringComparison.Ordinal);

        Put(Rules(toNoon));
        await door.UntilAsync(async () => !(await FaultsAsync(door)).Contains("TimeZone"), "the fault is mended");
    }

    private static async Task<string> ZoneOfAsync(LiveDoor door) => (await door.StatusAsync()).GetProperty("timeZone").GetString()!;

    private static async Task<List<string?>> FaultsAsync(LiveDoor door) => [.. (await door.StatusAsync()).GetProperty("faults").EnumerateArray().Select(fault => fault.GetString())];

    private static async Task<List<(string Kind, string Detail)>> AuditAsync(LiveDoor door)
    {
        var run = await door.CommandAsync("audit", "show", "--json");
        Assert.True(run.ExitCode == 0, string.Join('\n', run.Errors));
        return [.. JsonDocument.Parse(string.Concat(run.Output)).RootElement.EnumerateArray().Select(entry => (entry.GetProperty("kind").GetString()!, entry.GetProperty("detail").GetString()!))];
    }

    /// <summary>As an administrator does: in one step, in place of what is there.</summary>
    private void Put(byte[] rules)
    {
        File.WriteAllBytes(Zone + ".new", rules);
        File.Move(Zone + ".new", Zone, overwrite: true);
    }

    /// <summary>A file of zone rules with one offset for ever.</summary>
    private static byte[] Rules(TimeSpan offset)
    {
        // Header, one local time type of six bytes, and the four characters of its name.
        var file = new byte[44 + 6 + 4];
        "TZif"u8.CopyTo(file);
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(36), 1);
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(40), 4);
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(44), (int)offset.TotalSeconds);
        "XYZ"u8.CopyTo(file.AsSpan(50));
        return file;
    }
}
