using DoorFace.Core.Imaging;
using DoorFace.Simulator;
using DoorFace.Vision;

namespace DoorFace.SystemTests.Processes;

/// <summary>What a camera that hangs turned shows opens nothing and enrolls nobody, at the real service and its commands.</summary>
public sealed class TurnedFaceTests(Household household) : IClassFixture<Household>, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("doorface-turned-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(90)]
    [InlineData(180)]
    [InlineData(270)]
    public async Task A_resident_is_refused_while_the_picture_is_turned(int degrees)
    {
        household.CopyInto(_folder.FullName);
        await using (var turned = await LiveDoor.StartAsync(_folder.FullName, more: ["--stage", "--set", $"Camera:Rotation={degrees}"]))
        {
            await turned.StageAsync($"show {household.ResidentFilm}");
            await turned.UntilAsync(async () => (await turned.StatusAsync()).GetProperty("camera").GetProperty("frames").GetInt64() > 20, "it has looked at the film");
            Assert.False(turned.WasReleased);
        }

        await using var upright = await LiveDoor.StartAsync(_folder.FullName, more: ["--stage"]);
        await upright.StageAsync($"show {household.ResidentFilm}");
        await upright.UntilAsync(() => upright.WasReleased, "the resident is let in upright");
    }

    [Theory]
    [InlineData(90)]
    [InlineData(180)]
    [InlineData(270)]
    public async Task Nobody_is_enrolled_from_a_turned_picture(int degrees)
    {
        household.CopyInto(_folder.FullName);
        var picture = Path.Combine(_folder.FullName, "turned.png");
        Turn(household.Portrait, degrees, picture);

        var enrollment = await ProgramRun.SimulatorAsync(_folder.FullName, "enroll", "Kim", "--from", picture, "--database", Path.Combine(_folder.FullName, "doorface.db"));

        Assert.Equal(1, enrollment.ExitCode);
        // Turned by a quarter it may be no face at all.
        Assert.Contains(enrollment.Errors, line => line.Contains("upright", StringComparison.Ordinal) || line.Contains("no face", StringComparison.OrdinalIgnoreCase));
    }

    private static void Turn(string picture, int degrees, string to)
    {
        using var upright = new ImageDecoder().Read(picture, picture);
        var (format, width, height) = FrameTurn.Outcome(upright, degrees);
        using var turned = new Frame(format, width, height);
        FrameTurn.Turn(upright, degrees, turned);
        PictureFile.Write(turned, new FileInfo(to));
    }
}
