using DoorFace.Core.Biometrics;
using DoorFace.Tests.Support;

namespace DoorFace.Vision.Tests;

/// <summary>
/// The whole line on press photographs of 285 people, so that a slip in alignment or normalization shows as what it costs. The limits
/// leave room for noise; <c>doorface-lab eval</c> gives the figures.
/// </summary>
[Collection(AnalyzerGroup.Name)]
[Trait("Category", "Dataset")]
public sealed class LfwDevTests(AnalyzerFixture fixture, ITestOutputHelper output)
{
    // Weighs people alike: without it a few with many pictures make up most comparisons.
    private const int MostPerPerson = 6;

    private static readonly string Folder = RepositoryFiles.DataSet("lfw-dev");

    private readonly FaceAnalysis _analysis = new();

    [Fact]
    public void Faces_are_found_told_apart_and_taken_for_live()
    {
        Assert.SkipUnless(Directory.Exists(Folder), "The photographs are not beside the repository (../shared/datasets/lfw-dev).");
        var faces = Directory.GetDirectories(Folder)
            .SelectMany(person => Directory.GetFiles(person).Order(StringComparer.Ordinal).Take(MostPerPerson).Select(file => (person, Describe(file))))
            .ToList();
        var scores = faces.SelectMany((a, i) => faces.Skip(i + 1), (a, b) => (
            Same: a.person == b.person, Score: a.Item2.Embedding.CompareWith(b.Item2.Embedding).Value)).ToList();
        var genuine = scores.Where(s => s.Same).Select(s => s.Score).ToList();
        var impostor = scores.Where(s => !s.Same).Select(s => s.Score).OrderDescending().ToList();

        AssertFalseNonMatches(genuine, impostor, 1e-3, 0.013);
        AssertFalseNonMatches(genuine, impostor, 1e-4, 0.032);
        var live = faces.Count(f => f.Item2.Liveness >= 0.5f) / (double)faces.Count;
        output.WriteLine($"{faces.Count} images, {genuine.Count} genuine, {impostor.Count} impostor comparisons, live {live:P1}");
        Assert.InRange(live, 0.9, 1);
    }

    private void AssertFalseNonMatches(List<float> genuine, List<float> impostor, double falseMatchRate, double limit)
    {
        var threshold = impostor[(int)(falseMatchRate * impostor.Count)];
        var missed = genuine.Count(score => score <= threshold) / (double)genuine.Count;
        output.WriteLine($"FMR {falseMatchRate:0e0}: threshold {threshold:0.0000}, FNMR {missed:P2}");
        Assert.InRange(missed, 0, limit);
    }

    // The face in the middle: it is the one the collection names.
    private (Embedding Embedding, float Liveness) Describe(string file)
    {
        using var photo = Repository.Decode(file);
        fixture.Analyzer.Detect(photo, _analysis);
        Assert.True(_analysis.FaceCount > 0, $"{Path.GetFileName(file)}: no face found.");
        var middle = Enumerable.Range(0, _analysis.FaceCount).MinBy(i =>
        {
            var box = _analysis.Faces[i].Box;
            return MathF.Pow(box.CenterX - (photo.Width / 2f), 2) + MathF.Pow(box.CenterY - (photo.Height / 2f), 2);
        });
        fixture.Analyzer.Describe(photo, _analysis, middle);
        return (Embedding.FromVector(_analysis.Embedding), _analysis.Observation.LivenessScore);
    }
}
