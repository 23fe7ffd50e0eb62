using DoorFace.Core.Biometrics;
using DoorFace.Core.Imaging;
using DoorFace.Tests.Support;
using DoorFace.Vision.Models;
using DoorFace.Vision.Tests.Models;

namespace DoorFace.Vision.Tests;

/// <summary>A second detector, registered as models/README.md says, in place of the product's. Its file is not part of the repository.</summary>
[Collection(AnalyzerGroup.Name)]
[Trait("Category", "SharedModel")]
public sealed class YunetTests : IDisposable
{
    private static readonly string[] Photos = ["sample1.jpg", "sample2.jpg", "sample3.jpg", "sample4.jpg", "sample5.jpg", "sample6.jpg"];

    private readonly TemporaryFolder _folder = new();
    private readonly FaceAnalyzer _product;
    private readonly FaceAnalyzer _yunet;
    private readonly FaceAnalysis _analysis = new();

    public YunetTests(AnalyzerFixture fixture)
    {
        var file = RepositoryFiles.SharedModel("face_detection_yunet.onnx");
        Assert.SkipUnless(File.Exists(file), "YuNet is not beside the repository (../shared/models/face_detection_yunet.onnx).");
        var entry = OwnModels.Entry(ModelRole.Detector);
        var manifest = OwnModels.Write(_folder, entry);
        File.CreateSymbolicLink(Path.Combine(_folder.Path, (string)entry["file"]!), file);
        _product = fixture.Analyzer;
        _yunet = new FaceAnalyzer(ModelCatalog.Load(manifest), new VisionOptions());
    }

    public void Dispose()
    {
        _yunet?.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void It_finds_the_faces_that_the_products_detector_finds()
    {
        foreach (var name in Photos)
        {
            using var photo = Repository.Photo(name);
            var expected = Boxes(_product, photo);
            var found = Boxes(_yunet, photo);

            Assert.Equal(expected.Count, found.Count);
            Assert.All(expected.Zip(found), pair => Assert.InRange(pair.First.IntersectionOverUnion(pair.Second), 0.7f, 1));
        }
    }

    [Fact]
    public void A_face_has_the_features_that_it_has_behind_the_products_detector()
    {
        List<float> scores = [];
        foreach (var name in Photos)
        {
            using var photo = Repository.Photo(name);
            var expected = PhotoFace.All(_product, photo, name);
            var found = PhotoFace.All(_yunet, photo, name);
            scores.AddRange(expected.Zip(found, (a, b) => a.Embedding.CompareWith(b.Embedding).Value));
        }

        Assert.Equal(22, scores.Count);
        Assert.InRange(scores.Average(), 0.95f, 1);
        // A crop that moves by part of a pixel also moves the int8 embedder's roundings.
        Assert.InRange(scores.Order().ElementAt(scores.Count / 2), 0.97f, 1);
    }

    [Fact]
    public void The_woman_on_two_photographs_matches_herself()
    {
        using var group = Repository.Photo("sample1.jpg");
        using var other = Repository.Photo("sample3.jpg");

        var score = PhotoFace.All(_yunet, group, "sample1.jpg")[2].Embedding.CompareWith(PhotoFace.All(_yunet, other, "sample3.jpg")[1].Embedding);

        Assert.InRange(score.Value, 0.58f, 0.68f);
    }

    [Fact]
    public void A_frame_in_steady_state_allocates_no_managed_memory()
    {
        using var photo = Repository.Photo("sample3.jpg");
        using var frame = CameraFrame.Cut(photo, 640, 480);
        _yunet.Analyze(frame, _analysis);
        _yunet.Analyze(frame, _analysis);
        Assert.True(_analysis.FaceCount >= 1);

        var before = GC.GetAllocatedBytesForCurrentThread();
        _yunet.Analyze(frame, _analysis);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private List<FaceBox> Boxes(FaceAnalyzer analyzer, Frame photo)
    {
        analyzer.Detect(photo, _analysis);
        return [.. _analysis.Faces.ToArray().Select(face => face.Box).OrderBy(box => box.CenterX)];
    }
}
