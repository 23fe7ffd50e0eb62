using BenchmarkDotNet.Attributes;
using DoorFace.Core.Imaging;
using DoorFace.Vision;

namespace DoorFace.Benchmarks.Vision;

/// <summary>One frame with one face, single-threaded, against the bare model runs.</summary>
[MemoryDiagnoser]
[ShortRunJob]
public class FrameBenchmark
{
    private readonly FaceAnalysis _analysis = new();
    private FaceAnalyzer _analyzer = null!;
    private BareModels _bare = null!;
    private Frame _frame = null!;

    [ParamsAllValues]
    public FrameFormat Format { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _frame = Scene.OneFace(Format);
        _analyzer = new FaceAnalyzer(Scene.Catalog(), new VisionOptions());
        using var picture = Scene.OneFace();
        _analyzer.Detect(picture, _analysis);
        _bare = new BareModels(picture, _analysis.Faces[0].Box);
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _analyzer.Dispose();
        _bare.Dispose();
        _frame.Dispose();
    }

    [Benchmark(Baseline = true)]
    public void Bare() => _bare.Run();

    [Benchmark]
    public int Analyze()
    {
        _analyzer.Analyze(_frame, _analysis);
        return _analysis.FaceCount;
    }
}
