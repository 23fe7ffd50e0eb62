using DoorFace.ModelBuilder.Calibration;
using DoorFace.ModelBuilder.Comparison;
using DoorFace.ModelBuilder.Graph;

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

    private static IReadOnlyList<float[]> Of(ModelGraph graph, float[] input)
    {
        using var runner = new GraphRunner(graph, graph.Outputs);
        using var values = runner.Run(input);
        return [.. values.Select(v => v.GetTensorDataAsSpan<float>().ToArray())];
    }
}
