using DoorFace.Core.Biometrics;
using DoorFace.Simulator.Camera;
using DoorFace.Simulator.Film;
using DoorFace.Vision;

namespace DoorFace.Simulator.Demo;

/// <summary>The scenes of the demonstration, played by the people of the sample photographs.</summary>
internal sealed class Script : IDisposable
{
    private readonly Photograph _enrolled;
    private readonly Photograph _visit;
    private readonly Photograph _strangers;

    /// <param name="photos">The folder of the sample photographs.</param>
    /// <param name="analyzer">Finds the people in them.</param>
    public Script(string photos, FaceAnalyzer analyzer)
    {
        _enrolled = new Photograph(new FileInfo(Path.Combine(photos, "sample1.jpg")), analyzer);
        _visit = new Photograph(new FileInfo(Path.Combine(photos, "sample3.jpg")), analyzer);
        _strangers = new Photograph(new FileInfo(Path.Combine(photos, "sample6.jpg")), analyzer);
        // The right-most woman of the first photograph is the middle one of the second.
        var (neighbour, resident, stranger) = (_visit.Faces[0], _visit.Faces[1], _strangers.Faces[0]);
        Scenes =
        [
            Empty(2, 1),
            WalkUp("A stranger walks up", false, _strangers, 2, stranger),
            Empty(1, 2),
            WalkUp("A resident walks up: another photograph than the one enrolled from", true, _visit, 3, resident),
            Empty(5, 3),
            WalkUp("Two people side by side, none clearly nearest", false, _visit, 4, neighbour, resident),
            Empty(1, 4),
        ];
    }

    public IReadOnlyList<Scene> Scenes { get; }

    /// <summary>Writes the portrait from which the resident is enrolled.</summary>
    public void SavePortraitOfResident(string path) => _enrolled.SavePortrait(_enrolled.Faces[^1], path);

    /// <summary>The scene to which a frame belongs.</summary>
    public Scene SceneOf(long frame)
    {
        foreach (var scene in Scenes)
        {
            if (frame < scene.FrameCount)
            {
                return scene;
            }

            frame -= scene.FrameCount;
        }

        return Scenes[^1];
    }

    public void Dispose()
    {
        _enrolled.Dispose();
        _visit.Dispose();
        _strangers.Dispose();
    }

    private static Scene Empty(int seconds, int seed) =>
        new("Nobody is there", false, seconds * SimulatedSensor.FramesPerSecond, new EmptyScene(seed).Frames(seconds * SimulatedSensor.FramesPerSecond));

    private static Scene WalkUp(string title, bool opensTheDoor, Photograph photo, int seed, params FaceBox[] people)
    {
        var walk = new WalkUpGenerator(photo.Frame, people, photo.AllBut(people), new WalkUpOptions { Seed = seed, StandFrames = 30 });
        return new Scene(title, opensTheDoor, walk.FrameCount, walk.Frames());
    }
}
