using System.Numerics;
using System.Runtime.InteropServices;
using DoorFace.Core.Biometrics;
using DoorFace.Core.Imaging;
using DoorFace.Simulator.Camera;
using DoorFace.Simulator.Film;
using DoorFace.Tests.Support;
using DoorFace.Vision;
using DoorFace.Vision.Models;

namespace DoorFace.Simulator.Tests.Camera;

public sealed class TurningHeadTests(ITestOutputHelper output)
{
    /// <summary>By so much must a view differ in yaw or pitch, and by no less be the same person, live.</summary>
    private const double LeastTurn = 0.12;
    private const float LeastScore = 0.6f;
    private const float LeastLiveness = 0.5f;

    private const int FramesPerView = 10;

    [Theory]
    [InlineData(1, 2)]
    [InlineData(3, 1)]
    [InlineData(5, 0)]
    public void A_turned_head_is_another_view_of_the_same_live_person(int photo, int fromLeft)
    {
        var views = Views(photo, fromLeft);
        var straight = views[0];
        foreach (var view in views)
        {
            output.WriteLine($"{view}, score {view.Features.CompareWith(straight.Features)}");
        }

        // To the person's left is to the picture's right.
        Assert.InRange(views[1].Yaw - straight.Yaw, LeastTurn, 0.4);
        Assert.InRange(straight.Yaw - views[2].Yaw, LeastTurn, 0.4);
        Assert.InRange(straight.Pitch - views[3].Pitch, LeastTurn, 0.4);
        Assert.InRange(views[4].Pitch - straight.Pitch, LeastTurn, 0.4);
        Assert.All(views, view => Assert.InRange(view.Features.CompareWith(straight.Features).Value, LeastScore, 1.001f));
        Assert.All(views, view => Assert.InRange(view.Liveness, LeastLiveness, 1));
    }

    [Fact]
    public void What_is_around_the_head_stays_where_it_is()
    {
        using var photo = BrightArea.Photo(600, 500, new FaceBox(200, 150, 200, 200));
        using var turned = Head(eyes: 60).Turn(photo, new HeadAngle(20, 10));

        var moved = Points(photo).Where(point => !PixelAt(photo, point).SequenceEqual(PixelAt(turned, point))).ToList();

        Assert.NotEmpty(moved);
        Assert.All(moved, point => Assert.InRange(Vector2.Distance(point, new Vector2(300, 245)), 0, 130));
    }

    [Fact]
    public void A_head_that_is_not_turned_is_as_in_the_photograph()
    {
        using var photo = BrightArea.Photo(600, 500, new FaceBox(200, 150, 200, 200));
        using var turned = Head(eyes: 60).Turn(photo, default);

        Assert.Equal(photo.Pixels.ToArray(), turned.Pixels.ToArray());
    }

    [Fact]
    public void Points_that_make_no_head_and_turns_that_are_too_far_are_refused()
    {
        using var photo = BrightArea.Photo(600, 500, new FaceBox(200, 150, 200, 200));

        Assert.Throws<ArgumentException>(() => new TurningHead(new float[134]));
        Assert.Throws<ArgumentException>(() => Head(eyes: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Head(eyes: 60).Turn(photo, new HeadAngle(31, 0)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Head(eyes: 60).Turn(photo, new HeadAngle(0, double.NaN)));
    }

    [Fact]
    public void Each_turn_is_held_for_its_share_of_the_time()
    {
        var path = new WalkPath(new WalkUpOptions { ApproachFrames = 4, StandFrames = 47, Turns = HeadAngle.Around }, tallestThatFits: 400);
        var angles = Enumerable.Range(0, 51).Select(path.AngleAt).ToList();

        // Nobody turns while walking, and the last frame of each fifth shows the whole turn.
        Assert.All(angles[..4], angle => Assert.Equal(default, angle));
        Assert.Equal(HeadAngle.Around, [angles[13], angles[22], angles[32], angles[41], angles[50]]);
        Assert.All(HeadAngle.Around.Skip(1), turn => Assert.InRange(angles.Count(angle => angle == turn), 4, 5));
        // On the way a head does not jump.
        Assert.All(angles.Zip(angles.Skip(1)), pair => Assert.InRange(Math.Abs(pair.First.Yaw - pair.Second.Yaw), 0, 7));
    }

    /// <summary>What is seen of somebody who stands and turns, once for each turn.</summary>
    private static List<HeadMeasure> Views(int number, int fromLeft)
    {
        using var analyzer = new FaceAnalyzer(ModelCatalog.Load(RepositoryFiles.Manifest, RepositoryFiles.ModelDirectory), new VisionOptions());
        using var photo = new Photograph(new FileInfo(RepositoryFiles.Photo(number)), analyzer);
        var face = photo.Faces[fromLeft];
        var options = new WalkUpOptions { ApproachFrames = 2, StandFrames = FramesPerView * HeadAngle.Around.Count, FirstFaceHeight = 250, Turns = HeadAngle.Around };
        var analysis = new FaceAnalysis();
        List<HeadMeasure> views = [];
        foreach (var (index, frame) in new WalkUpGenerator(photo.Frame, [face], photo.AllBut(face), options, photo.HeadOf(face)).Frames().Index())
        {
            using (frame)
            {
                // In the middle of the time that the turn is held.
                if ((index - options.ApproachFrames) % FramesPerView == FramesPerView - 2)
                {
                    analyzer.Analyze(frame, analysis);
                    Assert.Equal(1, analysis.FaceCount);
                    views.Add(HeadMeasure.Of(analysis));
                }
            }
        }

        return views;
    }

    /// <summary>A head of straight features with its eyes' middle at 300, 230.</summary>
    private static TurningHead Head(float eyes)
    {
        var points = new Vector2[68];
        points.AsSpan(36, 6).Fill(new Vector2(300 - (eyes / 2), 230));
        points.AsSpan(42, 6).Fill(new Vector2(300 + (eyes / 2), 230));
        points[0] = new Vector2(300 - (1.2f * eyes), 230);
        points[16] = new Vector2(300 + (1.2f * eyes), 230);
        points[8] = new Vector2(300, 230 + (1.7f * eyes));
        points[30] = new Vector2(300, 230 + (0.6f * eyes));
        return new TurningHead(MemoryMarshal.Cast<Vector2, float>(points));
    }

    private static IEnumerable<Vector2> Points(Frame frame) =>
        Enumerable.Range(0, frame.Height).SelectMany(y => Enumerable.Range(0, frame.Width).Select(x => new Vector2(x, y)));

    private static ReadOnlySpan<byte> PixelAt(Frame frame, Vector2 point) => frame.Pixels.Slice(((int)point.Y * frame.Stride) + ((int)point.X * 4), 4);
}
