using System.Globalization;
using DoorFace.Core.Access;
using DoorFace.Core.Enrollment;
using DoorFace.Core.Imaging;
using DoorFace.Tests.Support;
using DoorFace.Vision.Faces;
using DoorFace.Vision.Tests.Imaging;

namespace DoorFace.Vision.Tests;

/// <summary>What covers mouth and nose is told from a face that is plain to see.</summary>
[Collection(AnalyzerGroup.Name)]
public sealed class CoveringTests(AnalyzerFixture fixture, ITestOutputHelper output)
{
    private static readonly AccessPolicy Policy = new(new AccessRules());
    private static readonly EnrollmentRules Rules = new();

    private readonly FaceAnalyzer _analyzer = fixture.Analyzer;
    private readonly FaceAnalysis _analysis = new();

    [Theory]
    [InlineData(20)]
    [InlineData(90)]
    [InlineData(170)]
    [InlineData(240)]
    public void A_mask_over_mouth_and_nose_is_refused_at_the_door_and_at_enrollment(byte tone)
    {
        var (looked, refused) = (0, 0);
        for (var photo = 1; photo <= 6; photo++)
        {
            using var frame = Repository.Photo($"sample{photo}.jpg");
            _analyzer.Detect(frame, _analysis);
            foreach (var box in _analysis.Faces.ToArray().Select(face => face.Box).Where(box => box.Width >= Policy.Rules.MinimumFaceWidth))
            {
                using var masked = Repository.Photo($"sample{photo}.jpg");
                DrawnMask.Draw(masked, LandmarksAt(masked, box), tone);
                _analyzer.Detect(masked, _analysis);
                var face = Array.FindIndex(_analysis.Faces.ToArray(), found => found.Box.IntersectionOverUnion(box) > 0.3f);
                if (face < 0)
                {
                    continue;
                }

                Assert.True(_analyzer.Describe(masked, _analysis, face));
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"sample{photo}, {box.Width:0} wide: {_analysis.Observation.Covering:0.000}, {_analysis.Observation.Uprightness:0.00}, {Policy.ScreenView(_analysis.Observation)}"));
                looked++;
                if (Policy.ScreenView(_analysis.Observation) is not null)
                {
                    refused++;
                    Assert.NotNull(Rules.Screen(1, _analysis.Observation, _analyzer.Measure(masked, _analysis)));
                }
            }
        }

        // With one of them on, the landmarks lie beside the face, and what is looked at is a cheek. Where they disagree with themselves under the mask, the
        // face counts as turned: refused all the same.
        Assert.InRange(looked, 10, 30);
        Assert.InRange(refused, looked - 1, looked);
    }

    [Fact]
    public void Faces_that_are_plain_to_see_are_not_covered()
    {
        for (var photo = 1; photo <= 6; photo++)
        {
            using var frame = Repository.Photo($"sample{photo}.jpg");
            _analyzer.Detect(frame, _analysis);
            for (var face = 0; face < _analysis.FaceCount; face++)
            {
                Assert.True(_analyzer.Describe(frame, _analysis, face));
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"sample{photo} face {face}: {_analysis.Observation.Covering:0.000}"));
                Assert.NotEqual(DenialReason.FaceCovered, Policy.ScreenView(_analysis.Observation));
            }
        }
    }

    [Theory]
    [InlineData(FrameFormat.Yuv420)]
    [InlineData(FrameFormat.Nv12)]
    [InlineData(FrameFormat.Yuyv)]
    public void Every_format_and_coding_measures_alike(FrameFormat format)
    {
        using var photo = Repository.Photo("sample3.jpg");
        using var frame = CameraFrame.Cut(photo, 640, 480);
        _analyzer.Analyze(frame, _analysis);
        var expected = _analysis.Observation.Covering;
        foreach (var coding in Pictures.Codings)
        {
            using var coded = NaiveYuvFrame.Of(frame, format, coding);

            Assert.Equal(expected, Meter().Measure(coded, _analysis.Landmarks), 0.03f);
        }
    }

    [Theory]
    [InlineData(0.5f, 0)]
    [InlineData(0.4f, 80)]
    public void The_measure_hardly_depends_on_the_light(float gain, float offset)
    {
        using var photo = Repository.Photo("sample3.jpg");
        using var frame = CameraFrame.Cut(photo, 640, 480);
        _analyzer.Analyze(frame, _analysis);
        foreach (ref var value in frame.Pixels)
        {
            value = (byte)((value * gain) + offset + 0.5f);
        }

        Assert.Equal(_analysis.Observation.Covering, Meter().Measure(frame, _analysis.Landmarks), 0.05f);
    }

    [Fact]
    public void Points_that_make_no_face_cannot_be_measured_and_are_refused()
    {
        using var frame = Pictures.Noise(640, 480, 1);
        var (same, missing) = (new float[FaceAnalysis.LandmarkValues], new float[FaceAnalysis.LandmarkValues]);
        Array.Fill(same, 100);
        Array.Fill(missing, float.NaN);
        foreach (var landmarks in (float[][])[same, missing])
        {
            Assert.True(float.IsNaN(Meter().Measure(frame, landmarks)));
        }
    }

    [Fact]
    public void Nothing_of_the_face_stays_with_the_measure()
    {
        using var photo = Repository.Photo("sample3.jpg");
        using var frame = CameraFrame.Cut(photo, 640, 480);
        _analyzer.Analyze(frame, _analysis);
        var aligned = new AlignedLuma();

        _ = new CoverMeter(aligned).Measure(frame, _analysis.Landmarks);

        Assert.All(aligned.Values.ToArray(), value => Assert.Equal(0, value));
    }

    private static CoverMeter Meter() => new(new AlignedLuma());

    private float[] LandmarksAt(Frame frame, Core.Biometrics.FaceBox box)
    {
        _analyzer.Detect(frame, _analysis);
        Assert.True(_analyzer.Describe(frame, _analysis, Array.FindIndex(_analysis.Faces.ToArray(), face => face.Box == box)));
        return _analysis.Landmarks.ToArray();
    }
}
