using System.CommandLine;
using DoorFace.Core.Imaging;
using DoorFace.Host.Commands;
using DoorFace.Host.Control;
using DoorFace.Host.Settings;
using DoorFace.Simulator.Camera;
using DoorFace.Vision;
using DoorFace.Vision.Models;

namespace DoorFace.Simulator.Film;

/// <summary>
/// <c>doorface-sim film</c>: a film to replay as the camera, of an empty hall or of somebody from a photograph who walks up and stays, or turns the head.
/// </summary>
internal static class FilmCommand
{
    public static Command Create()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "The film, a .y4m file of 460 KB a frame." };
        var person = new Option<FileInfo?>("--person") { Description = "A photograph whose nearest face walks up and stays; without it nobody comes.", HelpName = "PHOTO" };
        var frames = new Option<int>("--frames") { Description = "How many frames, 2 to 10000.", HelpName = "COUNT", DefaultValueFactory = _ => 150 };
        frames.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 2 or > 10_000)
            {
                result.AddError("film: --frames is from 2 to 10000.");
            }
        });
        var turn = new Option<bool>("--turn") { Description = "The person does not walk up but stands there and looks straight ahead, left, right, up and down, each for a fifth of the film." };
        var command = new Command("film", "Makes a film to replay with run --camera FILE.") { file, person, frames, turn };
        command.Validators.Add(result =>
        {
            if (result.GetValue(turn) && result.GetValue(person) is null)
            {
                result.AddError("film: --turn needs --person: nobody is there who could turn.");
            }
        });
        command.SetAction((parsed, output, _) =>
        {
            Write(parsed.GetRequiredValue(file), parsed.GetValue(person), parsed.GetValue(frames), parsed.GetValue(turn));
            return Task.FromResult(ExitCodes.Success);
        });
        return command;
    }

    private static void Write(FileInfo file, FileInfo? person, int count, bool turns)
    {
        using var film = new Y4mWriter(file, SimulatedSensor.Width, SimulatedSensor.Height, SimulatedSensor.FramesPerSecond);
        foreach (var frame in person is null ? new EmptyScene(seed: 1).Frames(count) : Person(person, count, turns))
        {
            using (frame)
            {
                film.Add(frame);
            }
        }
    }

    private static IEnumerable<Frame> Person(FileInfo person, int count, bool turns)
    {
        var settings = new DoorFaceSettings();
        using var analyzer = new FaceAnalyzer(ModelCatalog.Load(settings.Models.FullManifestPath), settings.Vision);
        using var photo = new Photograph(person, analyzer);
        if (photo.Faces.Count == 0)
        {
            throw new ImageFormatException($"{person.FullName}: there is no face in the photograph; give one with a face.");
        }

        var nearest = photo.Faces.MaxBy(face => face.Area);
        var approach = turns ? 2 : Math.Min(count, 3 * SimulatedSensor.FramesPerSecond);
        var options = new WalkUpOptions { ApproachFrames = approach, StandFrames = count - approach, LeanDegrees = photo.LeanOf(nearest) };
        options = turns ? options with { FirstFaceHeight = options.LastFaceHeight, Turns = HeadAngle.Around } : options;
        return new WalkUpGenerator(photo.Frame, [nearest], photo.AllBut(nearest), options, turns ? photo.HeadOf(nearest) : null).Frames();
    }
}
