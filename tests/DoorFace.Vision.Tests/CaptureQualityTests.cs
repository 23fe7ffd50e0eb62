using System.Globalization;
using DoorFace.Core.Enrollment;
using DoorFace.Core.Imaging;
using DoorFace.Vision.Faces;
using DoorFace.Vision.Tests.Imaging;

namespace DoorFace.Vision.Tests;

[Collection(AnalyzerGroup.Name)]
public sealed class CaptureQualityTests(AnalyzerFixture fixture, ITestOutputHelper output)
{
    private static readonly EnrollmentRules Rules = new();

    private readonly FaceAnalyzer _analyzer = fixture.Analyzer;
    private readonly FaceAnalysis _analysis = new();

    [Fact]
    public void Every_frontal_face_of_the_sample_photographs_is_a_good_capture()
    {
        var taken = 0;
        for (var photo = 1; photo <= 6; photo++)
        {
            using var frame = Repository.Photo($"sample{photo}.jpg");
            _analyzer.Detect(frame, _analysis);
            for (var face = 0; face < _analysis.FaceCount; face++)
            {
                Assert.True(_analyzer.Describe(frame, _analysis, face));
                var quality = _analyzer.Measure(frame, _analysis);
                var fault = Rules.Screen(1, _analysis.Observation, quality);
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"sample{photo} face {face}, {_analysis.Observation.Box.Width:0} wide: {fault?.Reason} {quality}"));
                taken += fault is null ? 1 : 0;
                Assert.True(fault is null or { Reason: CaptureRefusal.FaceTooSmall or CaptureRefusal.NotUpright or CaptureRefusal.NotFrontal }, $"sample{photo}: {fault}");
            }
        }

        Assert.InRange(taken, 12, 22);
    }

    [Theory]
    [InlineData(FrameFormat.Yuv420)]
    [InlineData(FrameFormat.Nv12)]
    [InlineData(FrameFormat.Yuyv)]
    public void Every_format_and_coding_measures_alike(FrameFormat format)
    {
        using var photo = Repository.Photo("sample3.jpg");
        using var frame = CameraFrame.Cut(photo, 640, 480);
        var expected = Measure(frame);
        foreach (var coding in Pictures.Codings)
        {
            using var coded = NaiveYuvFrame.Of(frame, format, coding);

            // By the same landmarks: the models' own steepness is not what is asked here.
            var actual = new QualityMeter(new AlignedLuma()).Measure(coded, _analysis.Landmarks);

            Assert.Equal(expected.Pose, actual.Pose);
            Assert.Equal(expected.Visible, actual.Visible);
            Assert.Equal(expected.Brightness, actual.Brightness, 1f);
            Assert.Equal(expected.Contrast, actual.Contrast, 0.5f);
            Assert.Equal(expected.Overexposed, actual.Overexposed, 0.02f);
            Assert.Equal(expected.Sharpness, actual.Sharpness, 0.02f);
            Assert.Equal(expected.EyeOpenness, actual.EyeOpenness);
            Assert.Equal(expected.EyeContrast, actual.EyeContrast, 0.02f);
        }
    }

    [Theory]
    [InlineData(1f, 0)]
    [InlineData(0.5f, 0)]
    [InlineData(0.25f, 60)]
    public void Sharpness_and_the_eyes_do_not_depend_on_the_light(float gain, float offset)
    {
        using var photo = Repository.Photo("sample3.jpg");
        using var frame = CameraFrame.Cut(photo, 640, 480);
        var expected = Measure(frame);
        foreach (ref var value in frame.Pixels)
        {
            value = (byte)((value * gain) + offset + 0.5f);
        }

        var actual = new QualityMeter(new AlignedLuma()).Measure(frame, _analysis.Landmarks);

        Assert.Equal((expected.Brightness * gain) + offset, actual.Brightness, 1f);
        Assert.Equal(expected.Contrast * gain, actual.Contrast, 0.5f);
        Assert.Equal(expected.Sharpness, actual.Sharpness, 0.03f);
        Assert.Equal(expected.EyeContrast, actual.EyeContrast, 0.03f);
    }

    [Fact]
    public void A_face_that_the_frame_cuts_is_seen_to_be()
    {
        using var photo = Repository.Photo("sample3.jpg");
        using var frame = CameraFrame.Cut(photo, 640, 480);
        Assert.Equal(1, Measure(frame).Visible);

        // Moved over each edge, a half of the face's box is left.
        var box = _analysis.Observation.Box;
        foreach (var (x, y) in ((float, float)[])[(-box.CenterX, 0), (frame.Width - box.CenterX, 0), (0, -box.CenterY), (0, frame.Height - box.CenterY), (-9000, 0)])
        {
            var moved = _analysis.Landmarks.ToArray();
            for (var i = 0; i < moved.Length; i += 2)
            {
                (moved[i], moved[i + 1]) = (moved[i] + x, moved[i + 1] + y);
            }

            var quality = new QualityMeter(new AlignedLuma()).Measure(frame, moved);

            Assert.InRange(quality.Visible, 0, 0.8f);
            Assert.Equal(CaptureRefusal.CutOff, Rules.Screen(1, Good(), quality)?.Reason);
        }
    }

    [Fact]
    public void Points_that_make_no_face_measure_nothing_and_are_refused()
    {
        using var frame = Pictures.Noise(640, 480, 1);
        var (same, missing, huge) = (new float[FaceAnalysis.LandmarkValues], new float[FaceAnalysis.LandmarkValues], new float[FaceAnalysis.LandmarkValues]);
        Array.Fill(same, 100);
        Array.Fill(missing, float.NaN);
        for (var i = 0; i < huge.Length; i++)
        {
            huge[i] = (i % 7) * 1e30f;
        }

        foreach (var landmarks in (float[][])[same, missing, huge])
        {
            Assert.NotNull(Rules.Screen(1, Good(), new QualityMeter(new AlignedLuma()).Measure(frame, landmarks)));
        }
    }

    [Fact]
    public void An_even_picture_has_neither_sharpness_nor_eyes()
    {
        using var photo = Repository.Photo("sample3.jpg");
        using var frame = CameraFrame.Cut(photo, 640, 480);
        _ = Measure(frame);
        frame.Pixels.Fill(128);

        var quality = new QualityMeter(new AlignedLuma()).Measure(frame, _analysis.Landmarks);

        Assert.Equal(128, quality.Brightness, 1f);
        Assert.Equal(CaptureRefusal.LowContrast, Rules.Screen(1, Good(), quality)?.Reason);
        Assert.Equal(CaptureRefusal.Blurred, (Rules with { MinimumContrast = 0 }).Screen(1, Good(), quality)?.Reason);
    }

    [Fact]
    public void Without_a_described_face_there_is_nothing_to_measure()
    {
        using var frame = new Frame(FrameFormat.Rgba32, 8, 8);
        _analyzer.Analyze(frame, _analysis);

        Assert.Equal(CaptureQuality.None, _analyzer.Measure(frame, _analysis));
    }

    [Theory]
    [InlineData(FrameFormat.Rgba32)]
    [InlineData(FrameFormat.Yuv420)]
    [InlineData(FrameFormat.Yuyv)]
    public void Measuring_in_steady_state_allocates_no_managed_memory(FrameFormat format)
    {
        using var photo = Repository.Photo("sample3.jpg");
        using var cut = CameraFrame.Cut(photo, 640, 480);
        using var frame = format == FrameFormat.Rgba32 ? CameraFrame.Cut(photo, 640, 480) : NaiveYuvFrame.Of(cut, format, YuvCoding.Video);
        _ = Measure(frame);
        _ = Measure(frame);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 5; i++)
        {
            _ = _analyzer.Measure(frame, _analysis);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static Core.Biometrics.FaceObservation Good() => new(new Core.Biometrics.FaceBox(0, 0, 200, 200), 1, 1, 1, 1, 0, 0);

    private CaptureQuality Measure(Frame frame)
    {
        _analyzer.Analyze(frame, _analysis);
        Assert.True(_analysis.DescribedFace >= 0);
        return _analyzer.Measure(frame, _analysis);
    }
}
