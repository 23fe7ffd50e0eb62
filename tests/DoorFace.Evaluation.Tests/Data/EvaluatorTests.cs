using DoorFace.Core.Biometrics;
using DoorFace.Evaluation.Data;
using DoorFace.Evaluation.Tests.Support;
using DoorFace.Tests.Support;
using DoorFace.Vision;
using DoorFace.Vision.Models;

namespace DoorFace.Evaluation.Tests.Data;

public sealed class EvaluatorTests : IDisposable
{
    private readonly EvaluationFolder _folder = new();
    private readonly FaceAnalyzer _analyzer = new(ModelCatalog.Load(RepositoryFiles.Manifest, RepositoryFiles.ModelDirectory), new VisionOptions());

    public void Dispose()
    {
        _analyzer.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Images_without_a_face_and_files_that_are_no_image_are_named_and_left_out()
    {
        _folder.CopyPhoto(5, "Al/1.jpg");
        _folder.Write("Al/2.png", EvaluationFolder.GreyPicture());
        _folder.Write("Bo/1.jpg", "not a picture"u8);
        _folder.CopyPhoto(3, "Bo/2.jpg");
        var steps = new Steps();

        var data = Embed(steps);

        Assert.Equal([1, 1], data.People.Select(person => person.Embeddings.Count));
        Assert.Equal("Al/2.png", data.FailuresToDetect.Single().File);
        Assert.Equal("Bo/1.jpg", data.Unreadable.Single().File);
        Assert.Contains("Bo/1.jpg", data.Unreadable.Single().Reason, StringComparison.Ordinal);
        Assert.Equal(4, data.ImageCount);
        Assert.Equal(Enumerable.Range(1, 4).Select(done => new EvaluationProgress(done, 4)), steps.Reported);
        Assert.Equal(_analyzer.EmbedderHash, data.Embedder);
    }

    [Fact]
    public void The_face_nearest_to_the_centre_is_the_one_described()
    {
        _folder.CopyPhoto(5, "Al/1.jpg");
        _folder.CopyPhoto(5, "Al/2.jpg");
        using var frame = new ImageDecoder().Read(RepositoryFiles.Photo(5), "sample5");
        var analysis = new FaceAnalysis();
        _analyzer.Detect(frame, analysis);
        Assert.True(analysis.FaceCount > 1, "The photo shows several people.");
        var offCentre = analysis.Faces.ToArray().Select(face => Math.Abs(face.Box.CenterX - (frame.Width / 2f)) + Math.Abs(face.Box.CenterY - (frame.Height / 2f))).ToArray();
        var nearest = Array.IndexOf(offCentre, offCentre.Min());
        Assert.NotEqual(0, nearest);
        _analyzer.Describe(frame, analysis, nearest);

        var data = Embed(null);

        Assert.Equal(1, data.People.Single().Embeddings[0].CompareWith(Embedding.FromVector(analysis.Embedding)).Value, 1e-4f);
    }

    [Fact]
    public void A_folder_without_one_usable_face_says_so_with_the_first_reason()
    {
        _folder.Write("Al/1.jpg", "not a picture"u8);
        _folder.Write("Al/2.jpg", EvaluationFolder.GreyPicture());

        var message = Assert.Throws<EvaluationException>(() => Embed(null)).Message;

        Assert.Contains("None of the 2 images", message, StringComparison.Ordinal);
        Assert.Contains("'Al/1.jpg'", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Cancelling_stops_between_two_images()
    {
        _folder.Write("Al/1.jpg", EvaluationFolder.GreyPicture());
        _folder.Write("Al/2.jpg", EvaluationFolder.GreyPicture());
        var steps = new Steps();
        using var source = new CancellationTokenSource();
        steps.AfterEach = source.Cancel;

        Assert.Throws<OperationCanceledException>(() =>
            new Evaluator(new ImageDecoder(), _analyzer).Embed(DatasetReader.Read(_folder.Path, 6), steps, source.Token));
        Assert.Single(steps.Reported);
    }

    private EmbeddedDataSet Embed(Steps? steps) =>
        new Evaluator(new ImageDecoder(), _analyzer).Embed(DatasetReader.Read(_folder.Path, 6), steps, CancellationToken.None);

    private sealed class Steps : IProgress<EvaluationProgress>
    {
        public List<EvaluationProgress> Reported { get; } = [];

        public Action? AfterEach { get; set; }

        public void Report(EvaluationProgress value)
        {
            Reported.Add(value);
            AfterEach?.Invoke();
        }
    }
}
