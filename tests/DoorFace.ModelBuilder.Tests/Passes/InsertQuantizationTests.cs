using DoorFace.ModelBuilder.Calibration;
using DoorFace.ModelBuilder.Graph;
using DoorFace.ModelBuilder.Onnx;
using DoorFace.ModelBuilder.Passes;
using DoorFace.ModelBuilder.Quantization;
using DoorFace.ModelBuilder.Tests.Support;
using static DoorFace.ModelBuilder.Tests.Support.TinyGraph;

namespace DoorFace.ModelBuilder.Tests.Passes;

public sealed class InsertQuantizationTests
{
    private static readonly long[] InputShape = [1, 4, 8, 8];

    [Fact]
    public void A_prelu_becomes_an_integer_maximum_that_gives_the_same_but_for_rounding()
    {
        var graph = Tiny(g => [g.Convolution("c", "x", 4, 16), Node("PRelu", "y", "c", "slopes")]);
        graph.Set("slopes", new Tensor<float>([16, 1, 1], [.. Enumerable.Range(0, 16).Select(i => (i / 10f) - 0.5f)]));

        AssertClose(graph, steps: 3);
        Assert.Equal(["QuantizeLinear", "QLinearConv", "QLinearConv", "Max", "DequantizeLinear"], OptimizedOperators(Quantized(graph)));
    }

    [Fact]
    public void A_slope_above_one_is_refused_with_the_node_and_the_reason()
    {
        var graph = Tiny(g => [g.Convolution("c", "x", 4, 4), Node("PRelu", "y", "c", "slopes")]);
        graph.Set("slopes", new Tensor<float>([4, 1, 1], [0.5f, 1.5f, 0, 0]));

        var refused = Assert.Throws<ModelBuildException>(() => Quantized(graph));

        Assert.Contains("PRelu_y", refused.Message, StringComparison.Ordinal);
        Assert.Contains("above 1", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_relu_is_taken_into_the_convolution_before_it()
    {
        var graph = Tiny(g => [g.Convolution("c", "x", 4, 8), Node("Relu", "r", "c"), g.Convolution("y", "r", 8, 8)]);

        AssertClose(graph, steps: 4);
        Assert.Equal(["QuantizeLinear", "QLinearConv", "QLinearConv", "DequantizeLinear"], OptimizedOperators(Quantized(graph)));
    }

    [Fact]
    public void A_residual_block_works_on_integers_throughout()
    {
        var graph = Tiny(g => [g.Convolution("a", "x", 4, 8), g.Convolution("b", "a", 8, 8, groups: 8), Node("Add", "s", "a", "b"), Node("Relu", "y", "s")]);

        AssertClose(graph, steps: 4);
        Assert.Equal(["QuantizeLinear", "QLinearConv", "QLinearConv", "QLinearAdd", "DequantizeLinear"], OptimizedOperators(Quantized(graph)));
    }

    [Fact]
    public void A_node_kept_in_float_reads_the_dequantized_tensor()
    {
        var graph = Tiny(g => [g.Convolution("a", "x", 4, 8), g.Convolution("y", "a", 8, 8)]);

        var quantized = Quantized(graph, keepFloat: "Conv_y");

        Assert.Equal(["a_dq", "y_w", "y_b"], quantized.Nodes.Single(n => n.Name == "Conv_y").Input);
        AssertClose(graph, steps: 3, keepFloat: "Conv_y");
    }

    [Fact]
    public void Scales_are_scalars_and_weights_have_one_for_each_channel_about_zero()
    {
        var quantized = Quantized(Tiny(g => [g.Convolution("y", "x", 4, 8)]));

        Assert.Empty(quantized.Floats("x_scale").Shape);
        Assert.Equal([8L], quantized.Floats("y_weight_scale").Shape);
        Assert.All(quantized.Model.Graph.Initializer.Single(t => t.Name == "y_weight_zero").RawData, zero => Assert.Equal(0, zero));
        Assert.Equal(0, quantized.Nodes.Single(n => n.Name == "y_weight_DQ").Integer("axis", -1));
    }

    private static ModelGraph Tiny(Func<ModelGraph, NodeProto[]> nodes)
    {
        var graph = Of(13, InputShape);
        graph.ReplaceAll(nodes(graph));
        return graph;
    }

    private static ModelGraph Quantized(ModelGraph graph, string? keepFloat = null)
    {
        var copy = graph.Clone();
        var ranges = ActivationRecorder.Record(graph, [Input()]).ToDictionary(t => t.Key, t => TensorRange.Of(t.Value, RangeMethod.MinMax));
        InsertQuantization.Apply(copy, ranges, n => n.Name != keepFloat);
        return copy;
    }

    /// <summary>Within some steps of the output's scale, computed by the integer kernels.</summary>
    private static void AssertClose(ModelGraph graph, int steps, string? keepFloat = null)
    {
        var expected = Outputs.Optimized(graph, Input())[0];
        var actual = Outputs.Optimized(Quantized(graph, keepFloat), Input())[0];
        var step = (expected.Max() - Math.Min(0, expected.Min())) / byte.MaxValue;

        Assert.InRange(expected.Zip(actual, (e, a) => MathF.Abs(e - a)).Max(), 0, steps * step);
    }

    private static float[] Input() => RandomValues(new Random(3), 4 * 8 * 8);

    private static IEnumerable<string> OptimizedOperators(ModelGraph graph) =>
        Outputs.OptimizedGraph(graph.Model).Nodes.Select(n => n.OpType).Where(o => o != "Transpose");
}
