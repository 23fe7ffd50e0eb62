using DoorFace.Core.Biometrics;
using DoorFace.Core.Imaging;
using DoorFace.Simulator;
using DoorFace.Simulator.Camera;
using DoorFace.Simulator.Film;
using DoorFace.Tests.Support;
using DoorFace.Vision;
using DoorFace.Vision.Models;

namespace DoorFace.SystemTests.Processes;

/// <summary>
/// One resident, enrolled by the real command from one sample photograph, and recordings of people who walk up. The first class that needs them makes them,
/// for all: nobody changes them, and whoever has something to change takes a copy.
/// </summary>
public sealed class Household(HouseholdFolder folder) : IAsyncLifetime
{
    private string Database => InFolder("doorface.db");

    /// <summary>Copies the database, its key, its witness and its audit, which the unit would miss, into a folder, as <c>doorface.db</c> and so on.</summary>
    public void CopyInto(string other)
    {
        foreach (var file in (string[])[Database, Path.ChangeExtension(Database, ".key"), Path.ChangeExtension(Database, ".witness"), InFolder("doorface-audit.db")])
        {
            File.Copy(file, Path.Combine(other, Path.GetFileName(file)));
        }
    }

    /// <summary>The resident, in another photograph than the one enrolled from.</summary>
    public string ResidentWalksUp => InFolder("resident");

    /// <summary>The same as a film, luma and chroma as a camera gives them.</summary>
    public string ResidentFilm => InFolder("resident.y4m");

    // By how much the right-most woman of the first photograph leans over, degrees.
    private const double PortraitsLean = 44;

    /// <summary>The resident as a film, with a mask over mouth and nose.</summary>
    public string MaskedFilm => InFolder("masked.y4m");

    /// <summary>A picture of the same, near the camera.</summary>
    public string MaskedPortrait => InFolder("masked", "011.png");

    /// <summary>The picture the resident was enrolled from, alone in it.</summary>
    public string Portrait => InFolder("portrait.png");

    public string StrangerWalksUp => InFolder("stranger");

    public async ValueTask InitializeAsync() => await folder.FillOnceAsync(FillAsync);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task FillAsync()
    {
        using var analyzer = new FaceAnalyzer(ModelCatalog.Load(RepositoryFiles.Manifest, RepositoryFiles.ModelDirectory), new VisionOptions());
        using (var photo = Decode(1))
        {
            // Large enough in its first frame, and alone: the right-most of three.
            WriteFrames(photo, Faces(analyzer, photo), ^1, 1, _ => Portrait, standing: true);
        }

        using (var photo = Decode(3))
        {
            WriteFrames(photo, Faces(analyzer, photo), 1, 12, file => Picture(ResidentWalksUp, file), standing: false);
            var faces = Faces(analyzer, photo);
            Film(photo, faces, ResidentFilm);
            DrawMask(analyzer, photo, faces[1]);
            Film(photo, faces, MaskedFilm);
            WriteFrames(photo, faces, 1, 12, file => Picture(Path.GetDirectoryName(MaskedPortrait)!, file), standing: false);
        }

        using (var photo = Decode(6))
        {
            WriteFrames(photo, Faces(analyzer, photo), 0, 12, file => Picture(StrangerWalksUp, file), standing: false);
        }

        var enrollment = await ProgramRun.SimulatorAsync(folder.Location, "enroll", "Alex", "--from", Portrait, "--database", Database);
        Assert.True(enrollment.ExitCode == 0, string.Join('\n', enrollment.Errors));
    }

    private string InFolder(params ReadOnlySpan<string> parts) => Path.Combine([folder.Location, .. parts]);

    private static Frame Decode(int photo)
    {
        var path = RepositoryFiles.Photo(photo);
        return new ImageDecoder().Read(path, path);
    }

    private static List<FaceBox> Faces(FaceAnalyzer analyzer, Frame photo)
    {
        var analysis = new FaceAnalysis();
        analyzer.Detect(photo, analysis);
        return [.. analysis.Faces.ToArray().Select(face => face.Box).OrderBy(box => box.CenterX)];
    }

    private static void DrawMask(FaceAnalyzer analyzer, Frame picture, FaceBox face)
    {
        var analysis = new FaceAnalysis();
        analyzer.Detect(picture, analysis);
        Assert.True(analyzer.Describe(picture, analysis, Array.FindIndex(analysis.Faces.ToArray(), found => found.Box == face)));
        DrawnMask.Draw(picture, analysis.Landmarks, 190);
    }

    private static void Film(Frame photo, List<FaceBox> faces, string path)
    {
        using var film = new Y4mWriter(new FileInfo(path), 640, 480, 15);
        foreach (var frame in Walk(photo, faces, 1, 12, standing: false).Frames())
        {
            using (frame)
            {
                film.Add(frame);
            }
        }
    }

    private static void WriteFrames(Frame photo, List<FaceBox> faces, Index person, int count, Func<int, string> file, bool standing)
    {
        var index = 0;
        foreach (var frame in Walk(photo, faces, person, count, standing).Frames())
        {
            using (frame)
            {
                if (index < count)
                {
                    PictureFile.Write(frame, new FileInfo(file(index)));
                }
            }

            index++;
        }
    }

    private static WalkUpGenerator Walk(Frame photo, List<FaceBox> faces, Index person, int count, bool standing) => new(
        photo,
        [faces[person]],
        [.. faces.Where(face => face != faces[person])],
        new WalkUpOptions
        {
            ApproachFrames = 10,
            StandFrames = count,
            FirstFaceHeight = standing ? 220 : 120,
            LastFaceHeight = 240,
            LeanDegrees = standing ? PortraitsLean : 0,
        });

    private static string Picture(string recording, int number)
    {
        Directory.CreateDirectory(recording);
        return Path.Combine(recording, $"{number:000}.png");
    }
}
