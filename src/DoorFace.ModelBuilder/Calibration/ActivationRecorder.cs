using DoorFace.ModelBuilder.Graph;
using DoorFace.ModelBuilder.Quantization;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace DoorFace.ModelBuilder.Calibration;

/// <summary>Runs a float model over a calibration set and records what its tensors held.</summary>
internal static class ActivationRecorder
{
    /// <param name="graph">Not changed.</param>
    /// <param name="inputs">The calibration set, one input's values each.</param>
    /// <param name="progress">Told the pictures done.</param>
    /// <param name="cancellation">Stops between pictures.</param>
    /// <returns>Statistics of the input and of every float tensor that a node makes, by name.</returns>
    public static IReadOnlyDictionary<string, TensorStatistics> Record(
        ModelGraph graph, IReadOnlyList<float[]> inputs, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        var recorded = new Dictionary<string, TensorStatistics>();
        using var runner = new GraphRunner(graph, [.. graph.Nodes.SelectMany(n => n.Output).Where(o => o.Length > 0)]);
        foreach (var (index, input) in inputs.Index())
        {
            cancellation.ThrowIfCancellationRequested();
            Add(recorded, graph.Inputs[0], input, runner.InputShape);
            using var values = runner.Run(input);
            foreach (var (tensor, value) in runner.Tensors.Zip(values))
            {
                var type = value.GetTensorTypeAndShape();
                if (type.ElementDataType == TensorElementType.Float)
                {
                    Add(recorded, tensor, value.GetTensorDataAsSpan<float>(), type.Shape);
                }
            }

            progress?.Report(index + 1);
        }

        return recorded;
    }

    private static void Add(Dictionary<string, TensorStatistics> recorded, string tensor, ReadOnlySpan<float> values, IReadOnlyList<long> shape)
    {
        if (!recorded.TryGetValue(tensor, out var statistics))
        {
            statistics = new TensorStatistics(shape.Count > 1 ? (int)shape[1] : 1);
            recorded.Add(tensor, statistics);
        }

        statistics.Add(values);
    }
}
