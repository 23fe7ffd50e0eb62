using System.Collections.Immutable;
using DoorFace.Core.Biometrics;
using DoorFace.Core.Enrollment;
using DoorFace.Evaluation.Comparisons;
using DoorFace.Evaluation.Tests.Support;
using DoorFace.Tests.Support;
using DoorFace.Vision.Models;

namespace DoorFace.Evaluation.Tests.Comparisons;

/// <summary>The accuracy that the product promises, on real faces with the real models.</summary>
[Trait("Category", "Dataset")]
public sealed class LfwDevTests(LfwDev lfw, ITestOutputHelper output) : IClassFixture<LfwDev>
{
    [Fact]
    public void Every_image_is_read_and_shows_a_face()
    {
        Assert.Equal((285, 628), (lfw.Data.People.Count, lfw.Data.ImageCount));
        Assert.Empty(lfw.Data.FailuresToDetect);
        Assert.Empty(lfw.Data.Unreadable);
    }

    [Fact]
    public void One_image_against_one_keeps_its_false_non_match_rates()
    {
        var result = Measure(1, 1).Result;

        Assert.Equal((781, 196_097), (result.Rates.GenuineCount, result.Rates.ImpostorCount));
        Assert.InRange(At(result, 1e-3), 0, 0.013);
        Assert.InRange(At(result, 1e-4), 0, 0.032);
        Assert.Equal([1e-5, 1e-6], result.Unsupported);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Three_references_bring_the_rate_to_a_third_of_one_image_against_one(int probes)
    {
        var single = Measure(1, 1).Result;
        var report = Measure(3, probes);

        Assert.InRange(At(report.Result, 1e-3), 0, At(single, 1e-3) / 3);
        Assert.InRange(At(report.Result, 1e-4), 0, At(single, 1e-4) / 3);
        // The people with many images are easier ones: the gain must show among them alone, too.
        Assert.InRange(At(report.Result, 1e-4), 0, At(report.Baseline!, 1e-4) / 3);
        Assert.Equal(report.Result.Rates.GenuinePeople, report.Baseline!.Rates.GenuinePeople);
    }

    [Fact]
    public void Captures_of_two_people_hardly_ever_agree_and_those_of_one_do()
    {
        var catalog = ModelCatalog.Load(RepositoryFiles.Manifest, RepositoryFiles.ModelDirectory);
        var same = OperatingPoint.For(catalog[ModelRole.Embedder].ImpostorScores, OperatingPoint.ViewFalseMatchRate, 1).ViewThreshold;
        List<Embedding[]> most = [.. lfw.Data.People.Where(person => person.Embeddings.Count >= 3).Select(person => person.Embeddings.Take(3).ToArray())];
        List<Embedding[]> least = [.. lfw.Data.People.Where(person => person.Embeddings.Count >= 2).Select(person => person.Embeddings.Take(2).ToArray())];
        List<Embedding[]> alone = [.. lfw.Data.People.Where(person => person.Embeddings.Count >= 5).Select(person => person.Embeddings.Take(5).ToArray())];

        var mixed = most.SelectMany(_ => least, (three, two) => (three, two)).Where(pair => pair.three[0] != pair.two[0]).ToList();
        var outliers = mixed.Select(pair => Outliers([.. pair.three, .. pair.two], same)).ToList();
        var (both, any) = (outliers.Count(places => !places.Contains(3) && !places.Contains(4)), outliers.Count(places => places.Length < 3 && !(places.Contains(3) && places.Contains(4))));
        var refused = alone.Sum(five => Outliers(five, same).Length);
        output.WriteLine(
            $"From a score of {same} on: of {mixed.Count} times three captures of one and two of another, all agreed {both} times, and one of the other did {any} times;"
            + $" of {alone.Count} times five captures of one, {refused} captures did not agree.");

        Assert.True(mixed.Count > 10_000 && alone.Count > 20);
        Assert.InRange(both, 0, mixed.Count / 2000);
        Assert.InRange(any, 0, mixed.Count / 500);
        Assert.InRange(refused, 0, alone.Count * 5 / 100);
    }

    private static ImmutableArray<int> Outliers(Embedding[] captures, ComparisonScore same) => CaptureSet.Of(captures).Outliers(same);

    private static double At(ProtocolResult result, double target) => result.OperatingPoints.Single(point => point.TargetFalseMatchRate == target).FalseNonMatchRate;

    private EvaluationReport Measure(int references, int probes) =>
        EvaluationReport.Measure(lfw.Data, new EvaluationOptions { Folder = lfw.Data.Name, References = references, Probes = probes });
}
