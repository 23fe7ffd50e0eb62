using System.Text.Json;
using DoorFace.Simulator.Camera;
using DoorFace.Tests.Support;
using SkiaSharp;

namespace DoorFace.SystemTests.Processes;

/// <summary>The commands as a user types them: enrollment and its refusals, residents, identification.</summary>
public sealed class CommandTests(Household household) : IClassFixture<Household>, IDisposable
{
    private readonly string _database = Path.Combine(Directory.CreateTempSubdirectory("doorface-commands-").FullName, "doorface.db");

    private string LastResidentFrame => Directory.GetFiles(household.ResidentWalksUp).Order(StringComparer.Ordinal).Last();

    private string LastStrangerFrame => Directory.GetFiles(household.StrangerWalksUp).Order(StringComparer.Ordinal).Last();

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_database)!, recursive: true);

    [Fact]
    public async Task Two_pictures_of_one_person_are_two_references()
    {
        var enrollment = await RunAsync("enroll", "Alex", "--from", household.Portrait, LastResidentFrame, "--json");

        Assert.Equal(0, enrollment.ExitCode);
        Assert.Equal(2, Json(enrollment).GetProperty("references").GetInt32());
    }

    [Fact]
    public async Task Pictures_of_two_people_are_refused_and_nobody_is_enrolled()
    {
        var enrollment = await RunAsync("enroll", "Alex", "--from", household.Portrait, LastStrangerFrame);

        AssertRefused(enrollment, "not the person of the other pictures");
        Assert.Equal(0, Json(await RunAsync("residents", "list", "--json")).GetArrayLength());
    }

    [Fact]
    public async Task A_folder_stands_for_the_pictures_in_it()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(_database)!, "alex")).FullName;
        AssertSays(await RunAsync("enroll", "Alex", "--from", folder), 3, $"The folder '{folder}' holds no picture");
        File.Copy(household.Portrait, Path.Combine(folder, "one.png"));
        File.Copy(LastResidentFrame, Path.Combine(folder, "two.PNG"));
        await File.WriteAllTextAsync(Path.Combine(folder, "notes.txt"), "not a picture", TestContext.Current.CancellationToken);

        var enrollment = await RunAsync("enroll", "Alex", "--from", folder, "--json");

        Assert.Equal(0, enrollment.ExitCode);
        Assert.Equal(2, Json(enrollment).GetProperty("references").GetInt32());
    }

    [Fact]
    public async Task A_folder_or_nothing_in_the_place_of_a_file_is_said_to_be_that()
    {
        var folder = Path.GetDirectoryName(_database)!;
        AssertSays(await RunAsync("status", "--config", folder), 2, $"{folder}: this is a folder; name a file in it.");
        string[][] commands = [["identify"], ["audit", "verify", "--file"], ["enroll", "Alex", "--from"]];
        foreach (var command in commands)
        {
            if (command[0] != "enroll")
            {
                AssertSays(await RunAsync([.. command, folder]), 3, $"'{folder}' is a folder; name a file in it.");
            }

            AssertSays(await RunAsync([.. command, "/nowhere/file"]), 3, "There is no file '/nowhere/file'");
        }
    }

    [Fact]
    public async Task The_first_resident_is_administrator_and_cannot_be_kept_from_it()
    {
        AssertSays(await RunAsync("enroll", "Alex", "--from", household.Portrait, "--no-admin"), 2, "There would be no administrator");
        Assert.Equal(0, (await RunAsync("enroll", "Alex", "--from", household.Portrait)).ExitCode);
        Assert.Equal(0, (await RunAsync("enroll", "Kim", "--from", LastStrangerFrame)).ExitCode);
        var residents = Json(await RunAsync("residents", "list", "--json")).EnumerateArray().ToDictionary(one => one.GetProperty("name").GetString()!, one => one.GetProperty("administrator").GetBoolean());
        Assert.Equal(new Dictionary<string, bool> { ["Alex"] = true, ["Kim"] = false }, residents);
    }

    [Fact]
    public async Task What_cannot_be_audited_enrols_nobody()
    {
        var enrollment = await RunAsync("enroll", "Alex", "--from", household.Portrait, "--set", "Storage:Audit=/nowhere/audit.db");

        Assert.Equal(3, enrollment.ExitCode);
        Assert.Contains(enrollment.Errors, line => line.Contains("/nowhere", StringComparison.Ordinal));
        Assert.Equal(0, Json(await RunAsync("residents", "list", "--json")).GetArrayLength());
    }

    [Fact]
    public async Task A_group_is_refused() =>
        AssertRefused(await RunAsync("enroll", "Alex", "--from", RepositoryFiles.Photo(6)), "4 faces were found");

    [Fact]
    public async Task A_face_that_is_too_small_is_refused() =>
        AssertRefused(
            await RunAsync("enroll", "Alex", "--from", household.Portrait, "--set", "Enrollment:MinimumFaceWidth=399"), "at least 399 are needed");

    [Fact]
    public async Task A_picture_without_a_face_is_refused()
    {
        var picture = Path.Combine(Path.GetDirectoryName(_database)!, "hall.png");
        using (var hall = new SKBitmap(new SKImageInfo(640, 480, SKColorType.Rgba8888, SKAlphaType.Opaque)))
        using (var frame = new EmptyScene(1).Frames(1).Single())
        {
            frame.Pixels.CopyTo(hall.GetPixelSpan());
            await File.WriteAllBytesAsync(picture, hall.Encode(SKEncodedImageFormat.Png, 100).ToArray(), TestContext.Current.CancellationToken);
        }

        AssertRefused(await RunAsync("enroll", "Alex", "--from", picture), "no face was found");
    }

    [Fact]
    public async Task What_is_not_a_picture_is_a_fault_that_names_the_file()
    {
        var enrollment = await RunAsync("enroll", "Alex", "--from", RepositoryFiles.Manifest);

        Assert.Equal(3, enrollment.ExitCode);
        Assert.Contains(enrollment.Errors, line => line.Contains("models.json", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_resident_is_identified_renamed_and_removed()
    {
        await RunAsync("enroll", "Alex", "--from", household.Portrait);

        var identified = await RunAsync("identify", LastResidentFrame, "--json");
        Assert.Equal(0, identified.ExitCode);
        var face = Assert.Single(Json(identified).GetProperty("faces").EnumerateArray());
        Assert.Equal("Alex", face.GetProperty("candidate").GetString());
        Assert.True(face.GetProperty("score").GetDouble() > Json(identified).GetProperty("threshold").GetDouble());
        Assert.Equal(1, (await RunAsync("identify", LastStrangerFrame)).ExitCode);

        Assert.Equal(0, (await RunAsync("residents", "rename", "alex", "Sam")).ExitCode);
        Assert.Equal("Sam", Json(await RunAsync("residents", "list", "--json"))[0].GetProperty("name").GetString());
        Assert.Equal(0, (await RunAsync("residents", "remove", "Sam")).ExitCode);
        Assert.Equal(1, (await RunAsync("residents", "remove", "Sam")).ExitCode);
        Assert.Equal(1, (await RunAsync("identify", LastResidentFrame)).ExitCode);
    }

    private Task<ProgramRun> RunAsync(params string[] arguments) => ProgramRun.SimulatorAsync(Path.GetDirectoryName(_database)!, [.. arguments, "--database", _database]);

    private static void AssertRefused(ProgramRun run, string told) => AssertSays(run, 1, told);

    private static void AssertSays(ProgramRun run, int code, string told)
    {
        Assert.Equal(code, run.ExitCode);
        Assert.Contains(run.Errors, line => line.Contains(told, StringComparison.Ordinal));
    }

    private static JsonElement Json(ProgramRun run) => JsonDocument.Parse(string.Concat(run.Output)).RootElement;
}
