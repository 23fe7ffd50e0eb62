using System.Text.Json;
using DoorFace.Core.Imaging;
using DoorFace.Device.Camera;

namespace DoorFace.SystemTests.Processes;

/// <summary>The whole service over a stand-in for the Pi's camera program, a real process; and the commands for whoever mounts a camera.</summary>
public sealed class CameraTests(Household household) : IClassFixture<Household>, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("doorface-camera-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_resident_is_let_in_by_frames_of_the_Pis_camera_program()
    {
        household.CopyInto(_folder.FullName);
        await using var door = await LiveDoor.StartAsync(_folder.FullName, PiCamera(("FILE", household.ResidentFilm), ("RATE", "15")));

        await door.UntilAsync(() => door.WasReleased, "the strike is released");

        var camera = (await door.StatusAsync()).GetProperty("camera");
        Assert.Equal("Yuv420 640 x 480", camera.GetProperty("picture").GetString());
        Assert.Equal(1, camera.GetProperty("starts").GetInt64());
    }

    [Fact]
    public async Task A_film_of_luma_and_chroma_lets_the_resident_in_and_an_empty_hall_nobody()
    {
        household.CopyInto(_folder.FullName);
        var hall = Path.Combine(_folder.FullName, "hall.y4m");
        Assert.Equal(0, (await ProgramRun.SimulatorAsync(_folder.FullName, "film", hall, "--frames", "20")).ExitCode);
        await using (var door = await LiveDoor.StartAsync(_folder.FullName, more: ["--camera", hall, "--set", "Camera:Loop=true"]))
        {
            await door.UntilAsync(async () => await FramesAsync(door) > 30, "the hall was watched");
            Assert.False(door.WasReleased);
        }

        await using var next = await LiveDoor.StartAsync(_folder.FullName, more: ["--camera", household.ResidentFilm, "--set", "Camera:Loop=true"]);
        await next.UntilAsync(() => next.WasReleased, "the strike is released");
    }

    [Fact]
    public async Task A_camera_that_hangs_sideways_lets_the_resident_in_once_it_is_told_so()
    {
        household.CopyInto(_folder.FullName);
        var sideways = Path.Combine(_folder.FullName, "sideways.y4m");
        WriteTurned(household.ResidentFilm, sideways, 270);
        await using var door = await LiveDoor.StartAsync(_folder.FullName, more: ["--camera", sideways, "--set", "Camera:Loop=true", "--set", "Camera:Rotation=90"]);

        await door.UntilAsync(() => door.WasReleased, "the strike is released");

        Assert.Equal("Yuv420 640 x 480", (await door.StatusAsync()).GetProperty("camera").GetProperty("picture").GetString());
        var snapshot = await ProgramRun.SimulatorAsync(_folder.FullName, "camera", "snapshot", "--camera", sideways, "--set", "Camera:Rotation=90", "--json");
        Assert.Equal("Yuv420 640 x 480", JsonDocument.Parse(string.Concat(snapshot.Output)).RootElement.GetProperty("picture").GetString());
        var probe = await ProgramRun.SimulatorAsync(
            _folder.FullName, "camera", "probe", "--camera", sideways, "--set", "Camera:Rotation=180", "--set", "Camera:Loop=true", "--for", "00:00:01", "--json");
        Assert.Equal("Yuv420 480 x 640", JsonDocument.Parse(string.Concat(probe.Output)).RootElement.GetProperty("picture").GetString());
    }

    [Fact]
    public async Task A_camera_that_ends_is_started_again_while_the_door_goes_on()
    {
        await using var door = await LiveDoor.StartAsync(_folder.FullName, PiCamera(("FRAMES", "110"), ("RATE", "100"), ("SAY", "ERROR: *** device timeout ***"), ("CODE", "255")));

        await door.UntilAsync(async () => (await door.StatusAsync()).GetProperty("camera").GetProperty("starts").GetInt64() > 2, "the camera was started again twice");

        Assert.Equal(0, (await door.AskAsync("release")).ExitCode);
        Assert.True(door.WasReleased);
    }

    [Fact]
    public async Task A_service_that_is_killed_takes_its_camera_with_it()
    {
        await using var door = await LiveDoor.StartAsync(_folder.FullName, PiCamera(("IGNORE_TERM", "1")));
        await door.UntilAsync(async () => await FramesAsync(door) > 0, "frames come");
        var child = Assert.Single(ChildrenOf(door.ProcessId));

        await door.KillAsync();

        for (var i = 0; i < 1000 && Directory.Exists($"/proc/{child}"); i++)
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        Assert.False(Directory.Exists($"/proc/{child}"), $"Process {child} outlived the service.");
    }

    [Fact]
    public async Task Faults_by_plan_are_borne()
    {
        await using var door = await LiveDoor.StartAsync(
            _folder.FullName, more: ["--camera", household.ResidentFilm, "--set", "Camera:Loop=true", "--set", "Camera:StallTime=00:00:00.5", "--camera-faults", "every=12"]);

        // Every kind has come once after eight times twelve frames; two of them end the camera.
        await door.UntilAsync(async () => await FramesAsync(door) > 100, "every fault was borne");

        Assert.True((await door.StatusAsync()).GetProperty("camera").GetProperty("starts").GetInt64() > 2);
    }

    [Fact]
    public async Task A_snapshot_is_described_and_never_written_by_the_doors_own_program()
    {
        var picture = Path.Combine(_folder.FullName, "picture.png");
        var onPc = await ProgramRun.SimulatorAsync(_folder.FullName, "camera", "snapshot", "--camera", household.ResidentFilm, "--json", "--image", picture);
        Assert.True(onPc.ExitCode == 0, string.Join('\n', onPc.Errors));
        var snapshot = JsonDocument.Parse(string.Concat(onPc.Output)).RootElement;
        Assert.Equal("Yuv420 640 x 480", snapshot.GetProperty("picture").GetString());
        Assert.Equal(1, snapshot.GetProperty("faces").GetArrayLength());
        Assert.True(new FileInfo(picture).Length > 10_000);
        File.Delete(picture);

        var onUnit = await ProgramRun.RunAsync(
            _folder.FullName, ProgramRun.ProgramPath("doorface"), "camera", "snapshot", "--camera", household.ResidentFilm, "--image", picture);
        Assert.Equal(2, onUnit.ExitCode);
        Assert.False(File.Exists(picture));
    }

    [Fact]
    public async Task A_camera_is_measured()
    {
        var run = await ProgramRun.SimulatorAsync(_folder.FullName, "camera", "probe", "--camera", household.ResidentFilm, "--set", "Camera:Loop=true", "--for", "00:00:01", "--json");

        Assert.True(run.ExitCode == 0, string.Join('\n', run.Errors));
        var probed = JsonDocument.Parse(string.Concat(run.Output)).RootElement;
        Assert.Equal("Good", probed.GetProperty("condition").GetString());
        Assert.True(probed.GetProperty("frames").GetInt64() > 1);
        Assert.InRange(probed.GetProperty("framesPerSecond").GetDouble(), 1, 16);
        Assert.InRange(probed.GetProperty("brightness").GetDouble(), 30, 220);
    }

    [Fact]
    public async Task Without_a_lamp_that_says_so_nobody_is_filmed()
    {
        var run = await ProgramRun.RunAsync(
            _folder.FullName, ProgramRun.ProgramPath("doorface"), "camera", "probe", "--camera", household.ResidentFilm, "--set", "Gpio:Chip=no-such-chip");

        Assert.Equal(3, run.ExitCode);
        Assert.Contains(run.Errors, line => line.Contains("lamp cannot be lit, so no frame is taken", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_a_camera_program_the_message_says_what_to_do()
    {
        var run = await ProgramRun.SimulatorAsync(_folder.FullName, "run", "--database", Path.Combine(_folder.FullName, "doorface.db"));

        Assert.Equal(3, run.ExitCode);
        Assert.Contains(run.Errors, line => line.StartsWith("error: ", StringComparison.Ordinal) && line.Contains("rpicam-vid", StringComparison.Ordinal) && line.Contains("Camera:Path", StringComparison.Ordinal));
    }

    private static void WriteTurned(string film, string turned, int degrees)
    {
        using var file = File.Create(turned);
        file.Write("YUV4MPEG2 W480 H640 F15:1 C420jpeg XCOLORRANGE=FULL\n"u8);
        foreach (var frame in new Y4mRecording(film))
        {
            using var target = new Frame(FrameFormat.Yuv420, frame.Height, frame.Width);
            FrameTurn.Turn(frame, degrees, target);
            frame.Dispose();
            file.Write("FRAME\n"u8);
            file.Write(target.Pixels);
        }
    }

    private static async Task<long> FramesAsync(LiveDoor door) => (await door.StatusAsync()).GetProperty("camera").GetProperty("frames").GetInt64();

    private static List<string> ChildrenOf(int process) =>
        [.. Directory.EnumerateDirectories($"/proc/{process}/task").SelectMany(task => File.ReadAllText(Path.Combine(task, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries))];

    /// <summary>An environment in which the stand-in is the Pi's camera program.</summary>
    private static Dictionary<string, string> PiCamera(params (string Name, string Value)[] fate) =>
        fate.ToDictionary(pair => "FAKE_RPICAM_" + pair.Name, pair => pair.Value)
            .Append(new("PATH", AppContext.BaseDirectory + ":" + Environment.GetEnvironmentVariable("PATH")))
            .ToDictionary();
}
