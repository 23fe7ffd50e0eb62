using DoorFace.ModelBuilder.Comparison;
using DoorFace.ModelBuilder.Graph;
using DoorFace.ModelBuilder.Onnx;

namespace DoorFace.ModelBuilder.Tests.Support;

/// <summary>What models compute in the real ONNX Runtime.</summary>
internal static class Outputs
{
    /// <summary>The greatest difference between two models' outputs, as a share of the greatest value or of 1 when that is more.</summary>
    public static float LargestDifference(ModelGraph first, ModelGraph second, IReadOnlyList<float[]> inputs)
    {
        var largest = 0f;
        foreach (var input in inputs)
        {
            foreach (var (a, b) in Of(first, input).Zip(Of(second, input)))
            {
                Assert.Equal(a.Length, b.Length);
                var size = Math.Max(1, a.Max(MathF.Abs));
                largest = Math.Max(largest, a.Zip(b, (x, y) => MathF.Abs(x - y) / size).Max());
            }
        }

        return largest;
    }

    /// <summary>As the door runs models: optimized.</summary>
    public static IReadOnlyList<float[]> Optimized(ModelGraph graph, float[] input)
    {
        using var run = new ModelRun(graph.Model);
        return run.Run(input);
    }

    /// <summary>What ONNX Runtime makes of a model when it loads it.</summary>
    public static ModelGraph OptimizedGraph(ModelProto model)
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("optimized.onnx");
        using (new ModelRun(model, path))
        {
        }

        return new ModelGraph(OnnxFile.Read(path));
    }

    private static IReadOnlyList<float[]> Of(ModelGraph graph, float[] input)
    {
        using var runner = new GraphRunner(graph, graph.Outputs);
        using var values = runner.Run(input);
        return [.. values.Select(v => v.GetTensorDataAsSpan<float>().ToArray())];
    }
}
