using BenchmarkDotNet.Attributes;
using DoorFace.Core.Biometrics;
using DoorFace.Core.Imaging;
using DoorFace.Vision;
using DoorFace.Vision.Faces;
using DoorFace.Vision.Imaging;
using DoorFace.Vision.Models;

namespace DoorFace.Benchmarks.Vision;

/// <summary>What it costs to fill each model's input from a frame with one face, and to measure the frame's brightness.</summary>
[MemoryDiagnoser]
[ShortRunJob]
public class SamplerBenchmark
{
    private readonly Dictionary<ModelRole, (FrameSampler Sampler, float[] Tensor)> _inputs = [];
    private readonly LumaGrid _grid = new();
    private Frame _frame = null!;
    private FaceBox _face;
    private float[] _landmarks = [];

    [ParamsAllValues]
    public FrameFormat Format { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var catalog = Scene.Catalog();
        foreach (var role in Enum.GetValues<ModelRole>())
        {
            var input = catalog[role].Input;
            _inputs[role] = (new FrameSampler(input), new float[TensorShape.Elements(input.Shape)]);
        }

        _frame = Scene.OneFace(Format);
        using var analyzer = new FaceAnalyzer(catalog, new VisionOptions());
        var analysis = new FaceAnalysis();
        analyzer.Analyze(_frame, analysis);
        (_face, _landmarks) = (analysis.Faces[0].Box, analysis.Landmarks.ToArray());
    }

    [GlobalCleanup]
    public void Cleanup() => _frame.Dispose();

    /// <summary>The whole frame at half its size.</summary>
    [Benchmark]
    public void Detector() => Rectangle(ModelRole.Detector, new FaceBox(0, 0, _frame.Width, _frame.Height));

    /// <summary>The face, once; a frame does it twice.</summary>
    [Benchmark]
    public void Landmarks() => Rectangle(ModelRole.Landmarks, _face with { Width = _face.Height });

    /// <summary>The face, turned and scaled.</summary>
    [Benchmark]
    public void Embedder()
    {
        var (sampler, tensor) = _inputs[ModelRole.Embedder];
        sampler.Warp(_frame, FaceAligner.InputToFrame(_landmarks, sampler.Width)!.Value, tensor);
    }

    /// <summary>The face and what is around it.</summary>
    [Benchmark]
    public void Liveness() => Rectangle(ModelRole.Liveness, LivenessScorer.SquareInside(_frame.Width, _frame.Height, _face));

    [Benchmark]
    public void Brightness() => LumaSampler.Measure(_frame, _grid);

    private void Rectangle(ModelRole role, FaceBox source)
    {
        var (sampler, tensor) = _inputs[role];
        sampler.Rectangle(_frame, source, sampler.Width, sampler.Height, tensor);
    }
}
