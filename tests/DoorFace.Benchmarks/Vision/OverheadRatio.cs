using System.Diagnostics;
using System.Globalization;
using DoorFace.Vision;

namespace DoorFace.Benchmarks.Vision;

/// <summary>
/// What a frame costs over its bare model runs. The two take turns, so that whatever else the machine does hits both alike, and the
/// medians are compared.
/// </summary>
internal static class OverheadRatio
{
    private const double Limit = 1.15;
    private const int Rounds = 200;
    private const int WarmUp = 20;

    /// <returns>0 when the ratio is within the limit and no frame allocated managed memory, else 1.</returns>
    public static int Run()
    {
        using var frame = Scene.OneFace();
        using var analyzer = new FaceAnalyzer(Scene.Catalog(), new VisionOptions());
        var analysis = new FaceAnalysis();
        analyzer.Detect(frame, analysis);
        if (analysis.FaceCount != 1)
        {
            throw new InvalidOperationException($"The benchmark's frame must show one face, {analysis.FaceCount} were found.");
        }

        using var bare = new BareModels(frame, analysis.Faces[0].Box);
        var (full, models) = (new double[Rounds], new double[Rounds]);
        var allocated = 0L;
        for (var round = -WarmUp; round < Rounds; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var start = Stopwatch.GetTimestamp();
            analyzer.Analyze(frame, analysis);
            var analyzed = Stopwatch.GetTimestamp();
            bare.Run();
            var end = Stopwatch.GetTimestamp();
            if (round >= 0)
            {
                full[round] = Stopwatch.GetElapsedTime(start, analyzed).TotalMilliseconds;
                models[round] = Stopwatch.GetElapsedTime(analyzed, end).TotalMilliseconds;
                allocated += GC.GetAllocatedBytesForCurrentThread() - before;
            }
        }

        var ratio = Median(full) / Median(models);
        Print($"frame with one face  {Median(full):0.00} ms");
        Print($"bare model runs      {Median(models):0.00} ms");
        Print($"ratio                {ratio:0.000} (at most {Limit:0.00})");
        Print($"allocated            {allocated / (double)Rounds:0} bytes a frame");
        return ratio <= Limit && allocated == 0 ? 0 : 1;
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);
}
