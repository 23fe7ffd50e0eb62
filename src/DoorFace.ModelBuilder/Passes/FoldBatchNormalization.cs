using DoorFace.ModelBuilder.Graph;
using DoorFace.ModelBuilder.Onnx;

namespace DoorFace.ModelBuilder.Passes;

/// <summary>
/// Multiplies a batch normalization into the weights of the <c>Conv</c>, <c>Gemm</c> or <c>MatMul</c> before it; a <c>MatMul</c> becomes a
/// <c>Gemm</c> with a bias. One that has nothing suitable before it stays.
/// </summary>
internal static class FoldBatchNormalization
{
    private const float DefaultEpsilon = 1e-5f;

    public static void Apply(ModelGraph graph)
    {
        foreach (var node in graph.Nodes.Where(n => n.OpType == "BatchNormalization").ToList())
        {
            var producer = graph.Producer(node.Input[0]);
            if (producer is null || graph.OnlyConsumer(node.Input[0]) is null || !IsLinear(graph, producer))
            {
                continue;
            }

            var (factors, offsets) = AffineForm(graph, node);
            if (producer.OpType == "MatMul")
            {
                ToGemm(graph, producer);
            }

            FoldInto(graph, producer, factors, offsets, node.Output[0]);
            graph.Replace(node);
        }
    }

    private static bool IsLinear(ModelGraph graph, NodeProto node) => node.OpType switch
    {
        "Conv" => graph.IsConstant(node.Input[1]),
        "Gemm" => graph.IsConstant(node.Input[1]) && node.Integer("transB", 0) == 1 && node.Float("alpha", 1) == 1 && node.Float("beta", 1) == 1,
        "MatMul" => graph.IsConstant(node.Input[1]) && graph.Floats(node.Input[1]).Shape.Count == 2,
        _ => false,
    };

    // (x - mean) / sqrt(variance + epsilon) * scale + bias, as x * factor + offset.
    private static (double[] Factors, double[] Offsets) AffineForm(ModelGraph graph, NodeProto node)
    {
        var parts = node.Input.Skip(1).Take(4).Select(i => graph.Floats(i).Values).ToList();
        var (scale, bias, mean, variance) = (parts[0], parts[1], parts[2], parts[3]);
        var epsilon = node.Float("epsilon", DefaultEpsilon);
        var factors = new double[scale.Length];
        var offsets = new double[scale.Length];
        for (var c = 0; c < factors.Length; c++)
        {
            factors[c] = scale[c] / Math.Sqrt((double)variance[c] + epsilon);
            offsets[c] = bias[c] - (mean[c] * factors[c]);
        }

        return (factors, offsets);
    }

    private static void ToGemm(ModelGraph graph, NodeProto node)
    {
        var weights = graph.Floats(node.Input[1]);
        var (rows, columns) = ((int)weights.Shape[0], (int)weights.Shape[1]);
        var turned = new float[weights.Values.Length];
        for (var i = 0; i < turned.Length; i++)
        {
            turned[i] = weights.Values[(i % rows * columns) + (i / rows)];
        }

        node.OpType = "Gemm";
        node.With("transB", 1);
        node.Input[1] = graph.Set(node.Output[0] + "_weight", new Tensor<float>([columns, rows], turned));
    }

    private static void FoldInto(ModelGraph graph, NodeProto node, double[] factors, double[] offsets, string output)
    {
        var weights = graph.Floats(node.Input[1]);
        var perOutput = weights.Values.Length / factors.Length;
        for (var i = 0; i < weights.Values.Length; i++)
        {
            weights.Values[i] = (float)(weights.Values[i] * factors[i / perOutput]);
        }

        var bias = node.Input.Count > 2 ? graph.Floats(node.Input[2]).Values : new float[factors.Length];
        for (var c = 0; c < bias.Length; c++)
        {
            bias[c] = (float)((bias[c] * factors[c]) + offsets[c]);
        }

        node.Output[0] = output;
        node.Input[1] = graph.Set(output + "_weight", weights);
        if (node.Input.Count < 3)
        {
            node.Input.Add(string.Empty);
        }

        node.Input[2] = graph.Set(output + "_bias", Tensor<float>.Vector(bias));
    }
}
