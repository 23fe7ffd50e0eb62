using DoorFace.Host.Evaluation;

namespace DoorFace.Host.Tests.Evaluation;

/// <summary>The accuracy that the product promises, on real faces with the real models.</summary>
[Trait("Category", "Dataset")]
public sealed class LfwDevTests(LfwDev lfw) : IClassFixture<LfwDev>
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

    private static double At(ProtocolResult result, double target) => result.OperatingPoints.Single(point => point.TargetFalseMatchRate == target).FalseNonMatchRate;

    private EvaluationReport Measure(int references, int probes) =>
        EvaluationReport.Measure(lfw.Data, new EvaluationOptions { Folder = lfw.Data.Name, References = references, Probes = probes });
}
