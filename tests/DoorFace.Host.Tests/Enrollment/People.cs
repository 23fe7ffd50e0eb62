using System.Runtime.InteropServices;
using DoorFace.Core.Biometrics;
using DoorFace.Core.Imaging;
using DoorFace.Host.Tests.Door;
using DoorFace.Simulator.Camera;
using DoorFace.Simulator.Film;
using DoorFace.Tests.Support;
using DoorFace.Vision;
using DoorFace.Vision.Models;

namespace DoorFace.Host.Tests.Enrollment;

/// <summary>People from the sample photographs, as the bench's camera sees them. Made once; nothing is kept on a disk.</summary>
internal static class People
{
    private const int FramesPerView = 10;

    /// <summary>Looks straight ahead, and turns the head left, right, up and down.</summary>
    public static IReadOnlyList<byte[]> Alex { get; } = Turning(1, ^1);

    /// <summary>The same person in another photograph, looking straight ahead.</summary>
    public static IReadOnlyList<byte[]> AlexElsewhere { get; } = Standing(3, 1);

    /// <summary>Somebody else, who turns as well.</summary>
    public static IReadOnlyList<byte[]> Kim { get; } = Turning(5, 0);

    /// <summary>The same with a mask over mouth and nose.</summary>
    public static IReadOnlyList<byte[]> MaskedKim { get; } = Frames(5, [0], turns: true, masked: true);

    public static IReadOnlyList<byte[]> Stranger { get; } = Standing(6, 0);

    /// <summary>Two people of one photograph beside one another.</summary>
    public static IReadOnlyList<byte[]> Both { get; } = Frames(1, [^1, 0], turns: false);

    /// <summary>A picture that is held before the camera: no head turns in it.</summary>
    public static IReadOnlyList<byte[]> Photo { get; } = [Kim[FramesPerView / 2], Each(Kim[FramesPerView / 2], value => (byte)(value ^ 1))];

    /// <summary>Out of focus.</summary>
    public static IReadOnlyList<byte[]> Blurred(IReadOnlyList<byte[]> frames) => [.. frames.Select(frame => Blur(Blur(Blur(frame))))];

    /// <summary>As a camera sees them that hangs upside down.</summary>
    public static IReadOnlyList<byte[]> UpsideDown(IReadOnlyList<byte[]> frames) =>
        [.. frames.Select(frame => MemoryMarshal.AsBytes<uint>(MemoryMarshal.Cast<byte, uint>(frame).ToArray().Reverse().ToArray()).ToArray())];

    /// <summary>As by night.</summary>
    public static IReadOnlyList<byte[]> Dark(IReadOnlyList<byte[]> frames) => [.. frames.Select(frame => Each(frame, value => (byte)(value / 4)))];

    /// <summary>As an artefact with the colours of no living skin; the liveness model gives it 0.1 to 0.5.</summary>
    public static IReadOnlyList<byte[]> Discoloured(IReadOnlyList<byte[]> frames) => [.. frames.Select(frame => frame.Select((_, i) => i % 4 == 3 ? frame[i] : frame[(i / 4 * 4) + 2 - (i % 4)]).ToArray())];

    private static List<byte[]> Turning(int photo, Index person) => Frames(photo, [person], turns: true);

    private static List<byte[]> Standing(int photo, Index person) => Frames(photo, [person], turns: false);

    private static List<byte[]> Frames(int number, Index[] people, bool turns, bool masked = false)
    {
        using var analyzer = new FaceAnalyzer(ModelCatalog.Load(RepositoryFiles.Manifest), new VisionOptions());
        using var photo = new Photograph(new FileInfo(RepositoryFiles.Photo(number)), analyzer);
        FaceBox[] faces = [.. people.Select(person => photo.Faces[person])];
        if (masked)
        {
            DrawnMask.Draw(photo.Frame, LandmarksOf(analyzer, photo.Frame, faces[0]), 150);
        }

        var options = new WalkUpOptions
        {
            ApproachFrames = 2,
            StandFrames = FramesPerView * HeadAngle.Around.Count,
            FirstFaceHeight = 220,
            LastFaceHeight = 220,
            LeanDegrees = photo.LeanOf(faces[0]),
            Turns = turns ? HeadAngle.Around : [],
        };
        List<byte[]> frames = [];
        foreach (var frame in new WalkUpGenerator(photo.Frame, [.. faces], photo.AllBut(faces), options, turns ? photo.HeadOf(faces[0]) : null).Frames())
        {
            using (frame)
            {
                frames.Add(frame.Pixels.ToArray());
            }
        }

        return frames;
    }

    private static float[] LandmarksOf(FaceAnalyzer analyzer, Frame frame, FaceBox face)
    {
        var analysis = new FaceAnalysis();
        analyzer.Detect(frame, analysis);
        Assert.True(analyzer.Describe(frame, analysis, Array.FindIndex(analysis.Faces.ToArray(), found => found.Box == face)));
        return analysis.Landmarks.ToArray();
    }

    private static byte[] Each(byte[] frame, Func<byte, byte> change) => [.. frame.Select((value, i) => i % 4 == 3 ? value : change(value))];

    private static byte[] Blur(byte[] frame)
    {
        const int Reach = 6;
        var blurred = frame.ToArray();
        foreach (var step in (int[])[4, 4 * BenchScene.Width])
        {
            var from = blurred.ToArray();
            for (var i = Reach * step; i < from.Length - (Reach * step); i++)
            {
                var sum = 0;
                for (var k = -Reach; k <= Reach; k++)
                {
                    sum += from[i + (k * step)];
                }

                blurred[i] = (byte)(sum / ((2 * Reach) + 1));
            }
        }

        return blurred;
    }
}
