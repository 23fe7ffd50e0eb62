using DoorFace.Core.Biometrics;
using DoorFace.Core.Imaging;

namespace DoorFace.Vision.Tests;

/// <summary>The sample photographs: who is on them was looked up by eye.</summary>
[Collection(AnalyzerGroup.Name)]
public sealed class PhotoTests(AnalyzerFixture fixture)
{
    private readonly FaceAnalyzer _analyzer = fixture.Analyzer;
    private readonly FaceAnalysis _analysis = new();

    [Theory]
    [InlineData("sample1.jpg", 3)]
    [InlineData("sample2.jpg", 3)]
    [InlineData("sample3.jpg", 3)]
    [InlineData("sample4.jpg", 4)]
    [InlineData("sample5.jpg", 5)]
    [InlineData("sample6.jpg", 4)]
    public void Every_face_is_found_and_nothing_else(string name, int faces)
    {
        using var photo = Repository.Photo(name);
        _analyzer.Detect(photo, _analysis);
        Assert.Equal(faces, _analysis.FaceCount);
    }

    [Fact]
    public void The_woman_on_two_photographs_matches_herself_and_nobody_else_matches_anybody()
    {
        var faces = Enumerable.Range(1, 6).SelectMany(i => Faces($"sample{i}.jpg")).ToList();
        var pairs = faces
            .SelectMany((a, i) => faces.Skip(i + 1).Where(b => b.Photo != a.Photo), (a, b) => (a, b, Score: a.Embedding.CompareWith(b.Embedding).Value))
            .OrderByDescending(pair => pair.Score)
            .ToList();

        var (rightmost, middle, best) = pairs[0];
        Assert.Equal(("sample1.jpg", 2), (rightmost.Photo, rightmost.FromLeft));
        Assert.Equal(("sample3.jpg", 1), (middle.Photo, middle.FromLeft));
        Assert.InRange(best, 0.58f, 0.68f);
        Assert.InRange(pairs[1].Score, 0, Repository.MatchThreshold());
    }

    [Fact]
    public void A_face_keeps_its_features_when_the_picture_is_half_as_large()
    {
        using var photo = Repository.Photo("sample3.jpg");
        using var small = Half(photo);
        _analyzer.Analyze(photo, _analysis);
        var large = Embedding.FromVector(_analysis.Embedding);

        _analyzer.Analyze(small, _analysis);

        Assert.InRange(large.CompareWith(Embedding.FromVector(_analysis.Embedding)).Value, 0.95f, 1);
    }

    private static Frame Half(Frame photo)
    {
        var half = new Frame(FrameFormat.Rgba32, photo.Width / 2, photo.Height / 2);
        for (var i = 0; i < half.Pixels.Length; i++)
        {
            var from = (i / half.Stride * 2 * photo.Stride) + (i % half.Stride / 4 * 8) + (i % 4);
            half.Pixels[i] = (byte)((photo.Pixels[from] + photo.Pixels[from + 4] + photo.Pixels[from + photo.Stride] + photo.Pixels[from + photo.Stride + 4]) / 4);
        }

        return half;
    }

    private List<PhotoFace> Faces(string name)
    {
        using var photo = Repository.Photo(name);
        return PhotoFace.All(_analyzer, photo, name);
    }
}
