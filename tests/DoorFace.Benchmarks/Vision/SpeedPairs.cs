using System.Globalization;
using DoorFace.Core.Imaging;
using DoorFace.Vision;

namespace DoorFace.Benchmarks.Vision;

/// <summary>
/// What the product's models gain over the float models that they are made from: the whole pipeline on one frame with one face, one
/// thread, both in turns in one process, medians.
/// </summary>
internal static class SpeedPairs
{
    private const int Rounds = 200;
    private const int WarmUp = 20;
    private const double LeastPipeline = 2.0;
    private const double LeastEmbedder = 3.0;

    private static readonly (string Name, Func<StageTimings, TimeSpan> Time)[] Stages =
    [
        ("detector", t => t.Detector),
        ("landmarks", t => t.Landmarks),
        ("embedder", t => t.Embedder),
        ("liveness", t => t.Liveness),
        ("pipeline", t => t.Total),
    ];

    /// <returns>0 when the pipeline and the embedder are as much faster as they should be on a processor with VNNI, else 1.</returns>
    public static int Run()
    {
        using var frame = Scene.OneFace();
        using var source = new FaceAnalyzer(Scene.FloatCatalog(), new VisionOptions());
        using var product = new FaceAnalyzer(Scene.Catalog(), new VisionOptions());
        var (sourceTimes, productTimes) = (new List<StageTimings>(Rounds), new List<StageTimings>(Rounds));
        var analysis = new FaceAnalysis();
        for (var round = -WarmUp; round < Rounds; round++)
        {
            var (sourceTime, productTime) = (Time(source, frame, analysis), Time(product, frame, analysis));
            if (round >= 0)
            {
                sourceTimes.Add(sourceTime);
                productTimes.Add(productTime);
            }
        }

        var ratios = new Dictionary<string, double>();
        foreach (var (name, time) in Stages)
        {
            var (before, after) = (Median(sourceTimes, time), Median(productTimes, time));
            ratios.Add(name, before / after);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-10} {before,7:0.00} -> {after,6:0.00} ms, {before / after:0.00} times as fast"));
        }

        return ratios["pipeline"] >= LeastPipeline && ratios["embedder"] >= LeastEmbedder ? 0 : 1;
    }

    private static StageTimings Time(FaceAnalyzer analyzer, Frame frame, FaceAnalysis analysis)
    {
        analyzer.Analyze(frame, analysis);
        return analysis.Timings;
    }

    private static double Median(IEnumerable<StageTimings> timings, Func<StageTimings, TimeSpan> time) =>
        timings.Select(t => time(t).TotalMilliseconds).Order().ElementAt(Rounds / 2);
}
