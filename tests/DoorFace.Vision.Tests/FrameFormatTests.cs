using System.Globalization;
using DoorFace.Core.Biometrics;
using DoorFace.Core.Imaging;
using DoorFace.Vision.Tests.Imaging;

namespace DoorFace.Vision.Tests;

/// <summary>The sample photographs as a camera would give them: with luma and half as much chroma.</summary>
[Collection(AnalyzerGroup.Name)]
public sealed class FrameFormatTests(AnalyzerFixture fixture, ITestOutputHelper output)
{
    // Cosine of the worst face and of their mean, over all codings; measured 0.975 and 0.985. It is not the chroma alone: a picture whose bytes
    // are off by one step at random has no more than 0.989 with itself, so steep are int8 models.
    private const float LeastSimilarity = 0.97f;
    private const float LeastMeanSimilarity = 0.98f;

    // Intersection over union of the boxes; measured 0.88, mostly 0.98.
    private const float LeastOverlap = 0.85f;

    private readonly FaceAnalyzer _analyzer = fixture.Analyzer;
    private readonly FaceAnalysis _analysis = new();

    public static TheoryData<FrameFormat, YuvMatrix, bool> Kinds { get; } =
        [.. from format in Pictures.YuvFormats from coding in Pictures.Codings select (format, coding.Matrix, coding.FullRange)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Luma_and_chroma_show_the_faces_of_the_picture_that_they_code(FrameFormat format, YuvMatrix matrix, bool fullRange)
    {
        var (similarities, overlaps) = (new List<float>(), new List<float>());
        foreach (var name in (string[])["sample1.jpg", "sample3.jpg", "sample5.jpg"])
        {
            using var photo = Repository.Photo(name);
            using var coded = NaiveYuvFrame.Of(photo, format, new YuvCoding(matrix, fullRange));
            var expected = Describe(photo);

            var actual = Describe(coded);

            Assert.Equal(expected.Count, actual.Count);
            foreach (var face in expected)
            {
                var same = actual.MaxBy(other => other.Observation.Box.IntersectionOverUnion(face.Observation.Box))!;
                overlaps.Add(same.Observation.Box.IntersectionOverUnion(face.Observation.Box));
                similarities.Add(same.Features.CompareWith(face.Features).Value);
            }
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"cosine {similarities.Min():0.000}, mean {similarities.Average():0.000}; overlap {overlaps.Min():0.000}"));
        Assert.InRange(similarities.Min(), LeastSimilarity, 1.001f);
        Assert.InRange(similarities.Average(), LeastMeanSimilarity, 1.001f);
        Assert.InRange(overlaps.Min(), LeastOverlap, 1.001f);
    }

    [Theory]
    [InlineData(FrameFormat.Yuv420, 640, 480)]
    [InlineData(FrameFormat.Nv12, 640, 480)]
    [InlineData(FrameFormat.Yuyv, 640, 480)]
    [InlineData(FrameFormat.Yuv420, 1280, 720)]
    public void A_frame_in_steady_state_allocates_no_managed_memory(FrameFormat format, int width, int height)
    {
        using var photo = Repository.Photo("sample3.jpg");
        using var cut = CameraFrame.Cut(photo, width, height);
        using var frame = NaiveYuvFrame.Of(cut, format, YuvCoding.Video);
        _analyzer.Analyze(frame, _analysis);
        Assert.True(_analysis.FaceCount >= 1);
        _analyzer.Analyze(frame, _analysis);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 5; i++)
        {
            _analyzer.Analyze(frame, _analysis);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private List<Face> Describe(Frame frame)
    {
        _analyzer.Detect(frame, _analysis);
        var faces = new List<Face>();
        for (var i = 0; i < _analysis.FaceCount; i++)
        {
            Assert.True(_analyzer.Describe(frame, _analysis, i));
            faces.Add(new Face(_analysis.Observation, Embedding.FromVector(_analysis.Embedding)));
        }

        return faces;
    }

    private sealed record Face(FaceObservation Observation, Embedding Features);
}
