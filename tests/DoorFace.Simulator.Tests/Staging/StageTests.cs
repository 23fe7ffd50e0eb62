using System.Device.Gpio;
using DoorFace.Core.Door;
using DoorFace.Core.Imaging;
using DoorFace.Device.Gpio;
using DoorFace.Host.Settings;
using DoorFace.Simulator.Film;
using DoorFace.Simulator.Gpio;
using DoorFace.Simulator.Staging;
using DoorFace.Vision;
using Microsoft.Extensions.Time.Testing;

namespace DoorFace.Simulator.Tests.Staging;

public sealed class StageTests : IDisposable
{
    private const int Line = 22;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("doorface-stage-");
    private readonly SimulatedGpioDriver _gpio = new(new FakeTimeProvider());
    private readonly PictureMonitor _monitor = new(new PictureRules());

    public void Dispose()
    {
        _gpio.Dispose();
        _folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData(SensorContact.NormallyOpen, LineBias.PullUp, 1, 0)]
    [InlineData(SensorContact.NormallyClosed, LineBias.PullUp, 0, 1)]
    [InlineData(SensorContact.NormallyOpen, LineBias.PullDown, 0, 1)]
    [InlineData(SensorContact.NormallyClosed, LineBias.PullDown, 1, 0)]
    public void A_sensor_is_inactive_until_pressed_and_again_when_released(SensorContact contact, LineBias bias, int inactive, int active)
    {
        var stage = Stage(contact, bias);
        Assert.Equal((PinValue)inactive, _gpio.Level(Line));

        Assert.Null(stage.Follow("press RequestToExit"));
        Assert.Equal((PinValue)active, _gpio.Level(Line));

        Assert.Null(stage.Follow("  release  requesttoexit "));
        Assert.Equal((PinValue)inactive, _gpio.Level(Line));
    }

    [Theory]
    [InlineData("press Nothing", "There is no sensor 'Nothing', only RequestToExit, ")]
    [InlineData("press 0", "There is no sensor '0'")]
    [InlineData("press", "is not a stage direction. Write press SENSOR")]
    [InlineData("press Fire", "Gpio:Inputs:Fire:Contact")]
    [InlineData("dance", "'dance' is not a stage direction")]
    [InlineData("empty hall", "'empty hall' is not a stage direction")]
    [InlineData("show /no/such/film.y4m", "/no/such/film.y4m")]
    public void What_cannot_be_followed_is_said_in_a_sentence(string line, string told)
    {
        var stage = Stage();
        var before = _gpio.Journal.Count;

        Assert.Contains(told, stage.Follow(line), StringComparison.Ordinal);
        Assert.Equal(before, _gpio.Journal.Count);
    }

    [Fact]
    public void A_blank_line_says_nothing() => Assert.Null(Stage().Follow("  "));

    [Fact]
    public void The_camera_plays_what_is_shown_over_and_over_until_something_else_is()
    {
        var pictures = Pictures(first: Film("first.y4m", 10, 20));
        var stage = Stage(pictures: pictures);
        using var frames = pictures.GetEnumerator();

        Assert.Equal([10, 20, 10, 20, 10], Lumas(frames, 5));

        Assert.Null(stage.Follow($"show {Film("the second.y4m", 30, 40, 50)}"));
        Assert.Equal([30, 40, 50, 30], Lumas(frames, 4));

        // What is not there is not shown.
        Assert.NotNull(stage.Follow("show /no/such/film.y4m"));
        Assert.Equal([40, 50], Lumas(frames, 2));

        Assert.Null(stage.Follow("empty"));
        Assert.True(frames.MoveNext());
        using var hall = frames.Current;
        Assert.Equal((FrameFormat.Rgba32, 640, 480), (hall.Format, hall.Width, hall.Height));
    }

    [Fact]
    public void A_stage_without_a_first_picture_begins_empty()
    {
        using var hall = Pictures(first: "").First();

        Assert.Equal((FrameFormat.Rgba32, 640, 480), (hall.Format, hall.Width, hall.Height));
    }

    [Fact]
    public void Only_still_pictures_may_stay_the_same()
    {
        var picture = Path.Combine(_folder.FullName, "picture.png");
        using (var hall = new DoorFace.Simulator.Camera.EmptyScene(1).Frames(1).Single())
        {
            PictureFile.Write(hall, new FileInfo(picture));
        }

        var pictures = Pictures(first: picture);
        using var frames = pictures.GetEnumerator();
        Assert.Single(Lumas(frames, 1));
        Assert.True(_monitor.OfStills);

        pictures.Show(Film("film.y4m", 10, 20));
        Assert.Single(Lumas(frames, 1));
        Assert.False(_monitor.OfStills);
    }

    private StageDirections Stage(SensorContact contact = SensorContact.NormallyOpen, LineBias bias = LineBias.PullUp, StagedPictures? pictures = null) => new(
        new GpioSettings
        {
            Inputs = new Dictionary<DoorSensor, GpioInputSettings>
            {
                [DoorSensor.RequestToExit] = new() { Line = $"GPIO{Line}", Contact = contact, Bias = bias },
                [DoorSensor.Fire] = new() { Line = "23", Contact = SensorContact.Absent },
            },
        },
        _gpio,
        pictures ?? Pictures(first: ""));

    private StagedPictures Pictures(string first) => new(first, new ImageDecoder(), _monitor);

    /// <summary>A film whose frames are each of one grey.</summary>
    private string Film(string name, params byte[] greys)
    {
        var path = Path.Combine(_folder.FullName, name);
        using var writer = new Y4mWriter(new FileInfo(path), 32, 32, 15);
        foreach (var grey in greys)
        {
            using var frame = new Frame(FrameFormat.Rgba32, 32, 32);
            frame.Pixels.Fill(grey);
            writer.Add(frame);
        }

        return path;
    }

    private static List<int> Lumas(IEnumerator<Frame> frames, int count) => [.. Enumerable.Range(0, count).Select(_ =>
    {
        Assert.True(frames.MoveNext());
        using var frame = frames.Current;
        return (int)frame.Pixels[0];
    })];
}
