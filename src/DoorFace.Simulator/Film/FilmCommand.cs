using System.CommandLine;
using DoorFace.Core.Imaging;
using DoorFace.Host;
using DoorFace.Host.Commands;
using DoorFace.Host.Settings;
using DoorFace.Simulator.Camera;
using DoorFace.Simulator.Demo;
using DoorFace.Vision;
using DoorFace.Vision.Models;

namespace DoorFace.Simulator.Film;

/// <summary>
/// <c>doorface-sim film</c>: a film to replay as the camera, of an empty hall or of somebody from a photograph who walks up and stays.
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
        var command = new Command("film", "Makes a film to replay with run --camera FILE.") { file, person, frames };
        command.SetAction((parsed, output, _) =>
        {
            Write(parsed.GetRequiredValue(file), parsed.GetValue(person), parsed.GetValue(frames));
            return Task.FromResult(ExitCodes.Success);
        });
        return command;
    }

    private static void Write(FileInfo file, FileInfo? person, int count)
    {
        using var film = new Y4mWriter(file, SimulatedSensor.Width, SimulatedSensor.Height, Script.FramesPerSecond);
        foreach (var frame in person is null ? new EmptyScene(seed: 1).Frames(count) : WalkUp(person, count))
        {
            using (frame)
            {
                film.Add(frame);
            }
        }
    }

    private static IEnumerable<Frame> WalkUp(FileInfo person, int count)
    {
        var settings = new DoorFaceSettings();
        using var analyzer = new FaceAnalyzer(ModelCatalog.Load(settings.Models.FullManifestPath), settings.Vision);
        using var photo = new Photograph(person, analyzer);
        if (photo.Faces.Count == 0)
        {
            throw new ImageFormatException($"{person.FullName}: there is no face in the photograph; give one with a face.");
        }

        var nearest = photo.Faces.MaxBy(face => face.Area);
        var approach = Math.Min(count, 3 * Script.FramesPerSecond);
        var options = new WalkUpOptions { ApproachFrames = approach, StandFrames = count - approach };
        return new WalkUpGenerator(photo.Frame, [nearest], photo.AllBut(nearest), options).Frames();
    }
}
