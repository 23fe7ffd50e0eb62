using DoorFace.Core.Biometrics;
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

    public static IReadOnlyList<byte[]> Stranger { get; } = Standing(6, 0);

    /// <summary>Two people of one photograph beside one another.</summary>
    public static IReadOnlyList<byte[]> Both { get; } = Frames(1, [^1, 0], turns: false);

    /// <summary>A picture that is held before the camera and moves with the hand: no head turns in it.</summary>
    public static IReadOnlyList<byte[]> Photo { get; } = [Alex[FramesPerView / 2]];

    /// <summary>Out of focus.</summary>
    public static IReadOnlyList<byte[]> Blurred(IReadOnlyList<byte[]> frames) => [.. frames.Select(frame => Blur(Blur(Blur(frame))))];

    /// <summary>As by night.</summary>
    public static IReadOnlyList<byte[]> Dark(IReadOnlyList<byte[]> frames) => [.. frames.Select(frame => Each(frame, value => (byte)(value / 8)))];

    /// <summary>A print that fades towards a screen's bluish light.</summary>
    public static IReadOnlyList<byte[]> OnAScreen(IReadOnlyList<byte[]> frames) => [.. frames.Select(Screen)];

    private static List<byte[]> Turning(int photo, Index person) => Frames(photo, [person], turns: true);

    private static List<byte[]> Standing(int photo, Index person) => Frames(photo, [person], turns: false);

    private static List<byte[]> Frames(int number, Index[] people, bool turns)
    {
        using var analyzer = new FaceAnalyzer(ModelCatalog.Load(RepositoryFiles.Manifest), new VisionOptions());
        using var photo = new Photograph(new FileInfo(RepositoryFiles.Photo(number)), analyzer);
        FaceBox[] faces = [.. people.Select(person => photo.Faces[person])];
        var options = new WalkUpOptions
        {
            ApproachFrames = 2,
            StandFrames = FramesPerView * HeadAngle.Around.Count,
            FirstFaceHeight = 220,
            LastFaceHeight = 220,
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

    /// <summary>At half the size within a black edge on a bright wall.</summary>
    private static byte[] Screen(byte[] frame)
    {
        var screen = new byte[frame.Length];
        for (var y = 0; y < BenchScene.Height; y++)
        {
            for (var x = 0; x < BenchScene.Width; x++)
            {
                var to = ((y * BenchScene.Width) + x) * 4;
                var (fromX, fromY) = ((x * 4 / 3) - (BenchScene.Width / 6), (y * 4 / 3) - (BenchScene.Height / 6));
                var inside = fromX is >= 0 and < BenchScene.Width && fromY is >= 0 and < BenchScene.Height;
                var edge = fromX is >= -20 and < BenchScene.Width + 20 && fromY is >= -20 and < BenchScene.Height + 20;
                for (var c = 0; c < 3; c++)
                {
                    var glow = c == 2 ? 40 : 20;
                    screen[to + c] = inside ? (byte)Math.Min(255, glow + (frame[(((fromY * BenchScene.Width) + fromX) * 4) + c] * 4 / 5)) : edge ? (byte)5 : (byte)190;
                }

                screen[to + 3] = 255;
            }
        }

        return screen;
    }
}
