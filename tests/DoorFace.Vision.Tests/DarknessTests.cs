using DoorFace.Core.Imaging;
using DoorFace.Vision.Imaging;

namespace DoorFace.Vision.Tests;

/// <summary>
/// Where the limit of <see cref="PictureRules.TooDarkBelow"/> comes from: the sample photographs, dimmed, with the noise of a small sensor at high gain
/// (a deviation of 5 levels; the simulated one in ordinary light has 3). How many of their 22 faces the detector still finds at its operating point:
/// </summary>
[Collection(AnalyzerGroup.Name)]
public sealed class DarknessTests(AnalyzerFixture fixture)
{
    private const int Faces = 22;
    private const double NoiseLevels = 5;

    [Fact]
    public void At_the_limit_nearly_every_face_is_found_and_far_below_it_many_are_not()
    {
        var limit = new PictureRules().TooDarkBelow;

        var (atLimit, halfway, farBelow) = (Found(limit), Found(limit / 2), Found(limit / 5));

        TestContext.Current.SendDiagnosticMessage($"found of {Faces} at mean luma {limit}: {atLimit}, at half of it {halfway}, at a fifth {farBelow}");
        Assert.InRange(atLimit, Faces * 9 / 10, Faces);
        Assert.InRange(farBelow, 0, Faces / 2);
    }

    private int Found(double mean)
    {
        var (found, analysis, grid) = (0, new FaceAnalysis(), new LumaGrid());
        for (var photo = 1; photo <= 6; photo++)
        {
            using var frame = Repository.Photo($"sample{photo}.jpg");
            LumaSampler.Measure(frame, grid);
            Dim(frame, mean / grid.Mean);
            fixture.Analyzer.Detect(frame, analysis);
            found += analysis.FaceCount;
        }

        return found;
    }

    private static void Dim(Frame frame, double gain)
    {
        var random = new Random(1);
        foreach (ref var value in frame.Pixels)
        {
            var noise = NoiseLevels * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            value = (byte)Math.Clamp(Math.Round((value * gain) + noise), 0, 255);
        }
    }
}
