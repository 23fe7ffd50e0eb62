using DoorFace.Core.Biometrics;
using DoorFace.Core.Enrollment;
using DoorFace.Evaluation.Data;
using DoorFace.Evaluation.Tests.Support;
using DoorFace.Tests.Support;
using DoorFace.Vision;
using SkiaSharp;

namespace DoorFace.Evaluation.Tests.Comparisons;

/// <summary>A picture that was encoded or sized anew is told from another picture of the same person. Measured for models/quality.md.</summary>
[Trait("Category", "Dataset")]
public sealed class SamePictureTests(LfwDev lfw, ITestOutputHelper output) : IClassFixture<LfwDev>
{
    private const int Step = 5;

    private static readonly (int Quality, double Scale)[] Copies = [(50, 1), (75, 1), (95, 1), (90, 0.75), (90, 1.5), (90, 2)];

    [Fact]
    public void A_copy_of_a_picture_is_found_and_another_picture_is_not()
    {
        var others = lfw.Data.People.SelectMany(person => Pairs(person.Embeddings)).Order().ToList();
        var files = DatasetReader.Read(RepositoryFiles.DataSet("lfw-dev"), 2).People.Where((_, index) => index % Step == 0).Select(person => person.Files[0]).ToList();
        using var analyzer = TestAnalyzer.Create();
        foreach (var (quality, scale) in Copies)
        {
            var scores = files.Select(file => Score(analyzer, file, quality, scale)).OfType<float>().Order().ToList();
            output.WriteLine($"quality {quality}, size {scale}: {scores.Count} copies, lowest {scores[0]:0.000}, 1 % {scores[scores.Count / 100]:0.000}, half {scores[scores.Count / 2]:0.000}; found {scores.Count(score => score > EnrollmentRules.SamePictureScore)}");
            Assert.InRange(scores.Count(score => score > EnrollmentRules.SamePictureScore), scores.Count * 95 / 100, scores.Count);
        }

        output.WriteLine($"{others.Count} pairs of two pictures of one person: half {others[others.Count / 2]:0.000}, highest {string.Join(", ", others.TakeLast(8).Select(score => $"{score:0.000}"))}");
        Assert.InRange(others.Count(score => score > EnrollmentRules.SamePictureScore), 0, others.Count / 100);
    }

    private static IEnumerable<float> Pairs(IReadOnlyList<Embedding> embeddings) =>
        Enumerable.Range(0, embeddings.Count).SelectMany(i => Enumerable.Range(0, i).Select(j => CaptureSet.Of([embeddings[i], embeddings[j]]).Likeness(1)));

    private static float? Score(FaceAnalyzer analyzer, string file, int quality, double scale)
    {
        using var bitmap = SKBitmap.Decode(file);
        using var sized = bitmap.Resize(new SKImageInfo((int)(bitmap.Width * scale), (int)(bitmap.Height * scale)), new SKSamplingOptions(SKCubicResampler.Mitchell));
        using var data = (scale == 1 ? bitmap : sized).Encode(SKEncodedImageFormat.Jpeg, quality);
        var (first, copy) = (Describe(analyzer, File.ReadAllBytes(file)), Describe(analyzer, data.ToArray()));
        return first is null || copy is null ? null : CaptureSet.Of([first, copy]).Likeness(1);
    }

    private static Embedding? Describe(FaceAnalyzer analyzer, byte[] picture)
    {
        using var frame = ImageDecoder.Decode(picture, "picture");
        var analysis = new FaceAnalysis();
        analyzer.Analyze(frame, analysis);
        return analysis.DescribedFace < 0 ? null : Embedding.FromVector(analysis.Embedding);
    }
}
