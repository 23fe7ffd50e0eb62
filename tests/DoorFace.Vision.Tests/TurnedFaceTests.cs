using System.Globalization;
using DoorFace.Core.Access;
using DoorFace.Core.Biometrics;
using DoorFace.Core.Enrollment;
using DoorFace.Core.Imaging;
using DoorFace.Evaluation.Pictures;

namespace DoorFace.Vision.Tests;

/// <summary>What the models were measured on are upright faces: a face that is turned in the picture must not pass for one.</summary>
[Collection(AnalyzerGroup.Name)]
public sealed class TurnedFaceTests(AnalyzerFixture fixture, ITestOutputHelper output)
{
    // Of what is cut out around a face.
    private const int Side = 480;

    // On these nobody leans over by more than 15 degrees.
    private static readonly string[] LevelHeads = ["sample3.jpg", "sample5.jpg", "sample6.jpg"];

    private readonly AccessPolicy _policy = new(new AccessRules());
    private readonly EnrollmentRules _rules = new();
    private readonly FaceAnalysis _analysis = new();

    [Fact]
    public void A_face_turned_in_the_picture_counts_neither_at_the_door_nor_for_enrollment()
    {
        double[] turns = [60, 75, 90, 105, 120, 135, 150, 165, 180, 195, 210, 225, 240, 255, 270, 285, 300];
        var faces = turns.SelectMany(Faces).ToList();

        var counted = faces.Count(face => _policy.ScreenView(face.Seen) is not (DenialReason.NotUpright or DenialReason.FaceCovered));
        var enrolled = faces.Count(face => _rules.Screen(1, face.Seen, face.Quality) is not { Reason: CaptureRefusal.NotUpright or CaptureRefusal.FaceCovered or CaptureRefusal.CutOff });

        // In the large sets it is one in a few hundred.
        Assert.InRange(faces.Count, 100, 204);
        Assert.InRange(counted, 0, 1);
        Assert.InRange(enrolled, 0, 1);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(-10)]
    [InlineData(20)]
    [InlineData(-20)]
    public void A_head_that_is_tilted_as_heads_are_counts(double degrees)
    {
        var faces = Faces(degrees);

        Assert.Equal(12, faces.Count);
        Assert.All(faces, face => Assert.NotEqual(DenialReason.NotUpright, _policy.ScreenView(face.Seen)));
    }

    [Theory]
    [InlineData(20)]
    [InlineData(-20)]
    public void The_roll_is_that_of_the_picture(double degrees) =>
        Assert.Equal(Faces(0).Average(face => face.Seen.Roll) + degrees, Faces(degrees).Average(face => face.Seen.Roll), 3.0);

    /// <summary>What is seen of each face when its surroundings are turned.</summary>
    private List<(FaceObservation Seen, CaptureQuality Quality)> Faces(double degrees)
    {
        var faces = new List<(FaceObservation, CaptureQuality)>();
        foreach (var photo in LevelHeads)
        {
            using var whole = Repository.Photo(photo);
            fixture.Analyzer.Detect(whole, _analysis);
            foreach (var box in _analysis.Faces.ToArray().Select(face => face.Box))
            {
                using var upright = CameraFrame.Cut(whole, Side, Side, box.CenterX, box.CenterY);
                using var frame = PictureTurner.Turn(upright, degrees);
                fixture.Analyzer.Detect(frame, _analysis);
                if (_analysis.FaceCount > 0 && fixture.Analyzer.Describe(frame, _analysis, NearestToCentre(frame)))
                {
                    var seen = _analysis.Observation;
                    output.WriteLine(string.Create(
                        CultureInfo.InvariantCulture, $"{degrees:0}, {photo}: upright {seen.Uprightness:0.00}, roll {seen.Roll:0}, frontal {seen.Frontality:0.00}"));
                    faces.Add((seen, fixture.Analyzer.Measure(frame, _analysis)));
                }
            }
        }

        return faces;
    }

    private int NearestToCentre(Frame frame)
    {
        var faces = _analysis.Faces.ToArray();
        return Array.IndexOf(faces, faces.MinBy(face => float.Hypot(face.Box.CenterX - (frame.Width / 2f), face.Box.CenterY - (frame.Height / 2f))));
    }
}
