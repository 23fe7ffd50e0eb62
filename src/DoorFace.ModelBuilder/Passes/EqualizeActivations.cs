using DoorFace.ModelBuilder.Calibration;
using DoorFace.ModelBuilder.Graph;
using DoorFace.ModelBuilder.Onnx;

namespace DoorFace.ModelBuilder.Passes;

/// <summary>
/// Brings the channels of a tensor closer to each other, because one scale has to serve them all: a channel is divided by s in the
/// convolutions that make it and multiplied by s in those that read it, s = (its magnitude / the largest one's) ^ exponent. What stands
/// between them (<c>Relu</c>, <c>PRelu</c>, <c>Add</c>) does not mind; tensors tied by it share their factors.
/// Each s is a power of two, so weights and results stay the same to the bit, and so that last-bit noise in what was recorded changes
/// no s: it would have to lie within a millionth of the middle between two powers.
/// </summary>
internal static class EqualizeActivations
{
    // A channel that hardly ever speaks must not be blown up without limit.
    private const double SmallestFactor = 1.0 / 64;

    public static void Apply(ModelGraph graph, IReadOnlyDictionary<string, TensorStatistics> statistics, EqualizationExponents exponents)
    {
        foreach (var group in Groups(graph))
        {
            var readers = group.SelectMany(graph.Consumers).Where(n => n.OpType == "Conv").Distinct().Select(n => new Convolution(graph, n)).ToList();
            var writers = group.Select(graph.Producer).Where(n => n is { OpType: "Conv" }).Select(n => new Convolution(graph, n!)).ToList();
            var exponent = writers.Count > 1 ? exponents.Residual : readers.TrueForAll(r => r.IsDepthwise) ? exponents.Depthwise : exponents.Dense;
            if (exponent == 0)
            {
                continue;
            }

            var factors = Factors([.. group.Select(t => statistics[t].ChannelMagnitudes)], exponent);
            foreach (var writer in writers)
            {
                writer.ScaleOutput([.. factors.Select(f => 1 / f)]);
                writer.Store();
            }

            foreach (var reader in readers)
            {
                reader.ScaleInput(factors);
                reader.Store();
            }
        }
    }

    private static float[] Factors(IReadOnlyList<float[]> magnitudes, double exponent)
    {
        var factors = new float[magnitudes[0].Length];
        var largest = magnitudes.Select(m => Math.Max(m.Max(), float.Epsilon)).ToList();
        for (var c = 0; c < factors.Length; c++)
        {
            var share = 0.0;
            for (var t = 0; t < magnitudes.Count; t++)
            {
                share = Math.Max(share, magnitudes[t][c] / largest[t]);
            }

            var ideal = Math.Max(Math.Pow(share, exponent), SmallestFactor);
            factors[c] = (float)Math.ScaleB(1, (int)Math.Round(Math.Log2(ideal)));
        }

        return factors;
    }

    /// <summary>Sets of tensors that must be scaled alike, each made and read by convolutions only.</summary>
    private static List<List<string>> Groups(ModelGraph graph)
    {
        var seen = new HashSet<string>();
        var groups = new List<List<string>>();
        foreach (var node in graph.Nodes.Where(n => n.OpType == "Conv"))
        {
            if (seen.Contains(node.Output[0]))
            {
                continue;
            }

            var group = new List<string>();
            var free = Collect(graph, node.Output[0], seen, group);
            if (free)
            {
                groups.Add(group);
            }
        }

        return groups;
    }

    /// <returns>Whether the whole group can be scaled.</returns>
    private static bool Collect(ModelGraph graph, string tensor, HashSet<string> seen, List<string> group)
    {
        if (graph.IsConstant(tensor) || graph.Inputs.Contains(tensor))
        {
            return false;
        }

        if (!seen.Add(tensor))
        {
            return true;
        }

        group.Add(tensor);
        var producer = graph.Producer(tensor)!;
        var free = !graph.IsOutput(tensor) && (producer.OpType == "Conv" || IsTransparent(producer));
        if (IsTransparent(producer))
        {
            foreach (var input in Activations(producer))
            {
                free &= Collect(graph, input, seen, group);
            }
        }

        foreach (var consumer in graph.Consumers(tensor))
        {
            if (IsTransparent(consumer))
            {
                free &= Collect(graph, consumer.Output[0], seen, group);
            }
            else
            {
                free &= consumer.OpType == "Conv" && consumer.Input[0] == tensor;
            }
        }

        return free;
    }

    private static bool IsTransparent(NodeProto node) => node.OpType is "Relu" or "PRelu" or "Add";

    private static IEnumerable<string> Activations(NodeProto node) => node.OpType == "PRelu" ? node.Input.Take(1) : node.Input;
}
