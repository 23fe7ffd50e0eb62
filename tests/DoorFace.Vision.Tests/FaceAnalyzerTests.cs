using DoorFace.Core.Imaging;
using DoorFace.Tests.Support;
using DoorFace.Vision.Models;
using DoorFace.Vision.Tests.Imaging;
using DoorFace.Vision.Tests.Models;

namespace DoorFace.Vision.Tests;

[Collection(AnalyzerGroup.Name)]
public sealed class FaceAnalyzerTests(AnalyzerFixture fixture)
{
    private readonly FaceAnalyzer _analyzer = fixture.Analyzer;
    private readonly FaceAnalysis _analysis = new();

    [Fact]
    public void Analyze_describes_the_nearest_face()
    {
        using var photo = Repository.Photo("sample3.jpg");

        _analyzer.Analyze(photo, _analysis);

        Assert.Equal(3, _analysis.FaceCount);
        Assert.Equal(0, _analysis.DescribedFace);
        Assert.Equal(_analysis.Faces[0].Box, _analysis.Observation.Box);
        Assert.Equal(_analysis.Faces[0].Score, _analysis.Observation.DetectionScore);
        var areas = _analysis.Faces.ToArray().Select(f => f.Box.Area).ToArray();
        Assert.Equal(areas.OrderDescending(), areas);
    }

    [Fact]
    public void An_embedding_has_the_models_dimension_and_unit_length()
    {
        using var photo = Repository.Photo("sample3.jpg");

        _analyzer.Analyze(photo, _analysis);

        Assert.Equal(512, _analyzer.EmbeddingDimension);
        Assert.Equal(512, _analysis.Embedding.Length);
        Assert.Equal(1, System.Numerics.Tensors.TensorPrimitives.Norm(_analysis.Embedding), 1e-5f);
        Assert.Equal(Repository.Catalog()[ModelRole.Embedder].Hash, _analyzer.EmbedderHash);
    }

    // Of the middle woman, looked up by eye.
    [Theory]
    [InlineData(8, 1130, 511)] // chin
    [InlineData(30, 1135, 385)] // nose tip
    [InlineData(36, 1102, 320)] // outer corner of the eye on the left
    [InlineData(45, 1234, 345)] // and of the one on the right
    [InlineData(48, 1103, 423)] // mouth corner on the left
    [InlineData(54, 1199, 441)] // and on the right
    public void Landmarks_are_where_the_photograph_shows_them(int point, float x, float y)
    {
        using var photo = Repository.Photo("sample3.jpg");

        _analyzer.Analyze(photo, _analysis);

        Assert.Equal(136, _analysis.Landmarks.Length);
        Assert.Equal(x, _analysis.Landmarks[2 * point], 10f);
        Assert.Equal(y, _analysis.Landmarks[(2 * point) + 1], 10f);
    }

    [Fact]
    public void Every_stage_is_timed()
    {
        using var photo = Repository.Photo("sample3.jpg");

        _analyzer.Analyze(photo, _analysis);

        var timings = _analysis.Timings;
        Assert.All([timings.Detector, timings.Landmarks, timings.Embedder, timings.Liveness], t => Assert.True(t > TimeSpan.Zero));
        Assert.Equal(timings.Detector + timings.Landmarks + timings.Embedder + timings.Liveness, timings.Total);
    }

    [Fact]
    public void The_same_frame_gives_the_same_features_bit_for_bit()
    {
        using var photo = Repository.Photo("sample5.jpg");
        _analyzer.Analyze(photo, _analysis);
        var first = _analysis.Embedding.ToArray();

        using var other = Repository.Photo("sample6.jpg");
        _analyzer.Analyze(other, _analysis);
        _analyzer.Analyze(photo, _analysis);

        Assert.Equal(first, _analysis.Embedding.ToArray());
    }

    [Fact]
    public void A_frame_of_another_shape_leaves_nothing_in_the_next_ones_letterbox()
    {
        using var wide = Repository.Photo("sample1.jpg");
        using var tall = Pictures.Noise(100, 400, 1);
        _analyzer.Detect(wide, _analysis);
        var expected = _analysis.Faces.ToArray();

        _analyzer.Detect(tall, _analysis);
        _analyzer.Detect(wide, _analysis);

        Assert.Equal(expected, _analysis.Faces.ToArray());
    }

    [Fact]
    public void Clearing_leaves_no_trace_of_the_face()
    {
        using var photo = Repository.Photo("sample3.jpg");
        _analyzer.Analyze(photo, _analysis);
        var (landmarks, embedding, faces) = (Whole(_analysis.Landmarks), Whole(_analysis.Embedding), Whole(_analysis.Faces));

        _analysis.Clear();

        Assert.Equal(0, _analysis.FaceCount);
        Assert.Equal(-1, _analysis.DescribedFace);
        Assert.Equal(default, _analysis.Observation);
        Assert.Equal(default, _analysis.Timings);
        Assert.True(_analysis.Landmarks.IsEmpty && _analysis.Embedding.IsEmpty);
        Assert.All(landmarks(), value => Assert.Equal(0, value));
        Assert.All(embedding(), value => Assert.Equal(0, value));
        Assert.All(faces(), face => Assert.Equal(default, face));
    }

    [Theory]
    [InlineData(640, 480)]
    [InlineData(1, 1)]
    [InlineData(15, 2000)]
    [InlineData(2000, 16)]
    [InlineData(641, 479)]
    public void An_empty_scene_of_any_size_has_no_face(int width, int height)
    {
        using var frame = new Frame(FrameFormat.Rgba32, width, height);

        _analyzer.Analyze(frame, _analysis);

        Assert.Equal(0, _analysis.FaceCount);
        Assert.True(_analysis.Embedding.IsEmpty);
    }

    [Fact]
    public void A_face_that_was_not_found_cannot_be_described()
    {
        using var photo = Repository.Photo("sample3.jpg");
        _analyzer.Detect(photo, _analysis);

        Assert.Throws<ArgumentOutOfRangeException>(() => _analyzer.Describe(photo, _analysis, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => _analyzer.Describe(photo, _analysis, -1));
    }

    [Fact]
    public void A_released_frame_is_refused()
    {
        var frame = new Frame(FrameFormat.Rgba32, 640, 480);
        frame.Dispose();
        Assert.Throws<ObjectDisposedException>(() => _analyzer.Detect(frame, _analysis));
    }

    [Theory]
    [InlineData(640, 480)]
    [InlineData(1280, 720)]
    public void A_frame_in_steady_state_allocates_no_managed_memory(int width, int height)
    {
        using var photo = Repository.Photo("sample3.jpg");
        using var frame = CameraFrame.Cut(photo, width, height);
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

    [Fact]
    public void The_manifest_says_from_which_score_something_is_a_face_unless_it_is_set()
    {
        using var folder = new TemporaryFolder();
        using var photo = Repository.Photo("sample5.jpg");
        _analyzer.Detect(photo, _analysis);
        var scores = _analysis.Faces.ToArray().Select(face => face.Score).Order().ToList();
        var manifest = ManifestText.Edit(models => models[0]!["operatingPoints"]![0]!["threshold"] = scores[2]);
        var catalog = ModelCatalog.Load(folder.Write("models.json", System.Text.Encoding.UTF8.GetBytes(manifest)), RepositoryFiles.ModelDirectory);
        using var strict = new FaceAnalyzer(catalog, new VisionOptions());
        using var set = new FaceAnalyzer(catalog, new VisionOptions { MinimumDetectionScore = 0.65f });

        strict.Detect(photo, _analysis);
        Assert.Equal(scores.Count(score => score >= scores[2]), _analysis.FaceCount);
        set.Detect(photo, _analysis);
        Assert.Equal(scores.Count, _analysis.FaceCount);
    }

    [Fact]
    public void Options_out_of_range_are_refused()
    {
        foreach (var options in (VisionOptions[])[
            new() { MinimumDetectionScore = 0.2f }, new() { MinimumDetectionScore = float.NaN }, new() { NmsOverlap = 0 }, new() { NmsOverlap = 1 },
            new() { Threads = 0 }, new() { Threads = VisionOptions.MostThreads + 1 }])
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => new FaceAnalyzer(Repository.Catalog(), options));
        }
    }

    [Fact]
    public void Options_at_the_ends_of_their_ranges_are_taken()
    {
        foreach (var options in (VisionOptions[])[
            new() { MinimumDetectionScore = 0.3f, NmsOverlap = 0.1f }, new() { MinimumDetectionScore = 0.99f, NmsOverlap = 0.9f, Threads = VisionOptions.MostThreads }])
        {
            new FaceAnalyzer(Repository.Catalog(), options).Dispose();
        }
    }

    // A look at the memory behind a span after it was cleared.
    private static unsafe Func<T[]> Whole<T>(ReadOnlySpan<T> span)
        where T : unmanaged
    {
        fixed (T* first = span)
        {
            var (address, length) = ((nint)first, span.Length);
            return () => new ReadOnlySpan<T>((void*)address, length).ToArray();
        }
    }
}
