using DoorFace.ModelBuilder.Graph;
using DoorFace.ModelBuilder.Onnx;

namespace DoorFace.ModelBuilder.Passes;

/// <summary>
/// Adds empty channels between convolutions until there are a multiple of 16: ONNX Runtime's fast float kernels work on blocks of 8 or 16
/// channels and leave every other count to slow ones, with a change of layout before and after. Empty channels are zero all the way and
/// are read with weights of zero, so the results stay the same.
/// </summary>
internal static class PadChannels
{
    private const int Block = 16;

    // Below this the empty channels cost more than the slow kernel.
    private const int Fewest = 12;

    public static void Apply(ModelGraph graph)
    {
        foreach (var group in ChannelGroup.Of(graph, n => n.OpType is "Relu" or "PRelu" or "Add" || IsDepthwise(graph, n)))
        {
            var channels = (int)graph.Floats(group.Writers[0].Input[1]).Shape[0];
            var padded = (channels + Block - 1) / Block * Block;
            var ungrouped = group.Writers.Concat(group.Readers).All(n => n.Integer("group", 1) == 1);
            if (padded == channels || channels < Fewest || !ungrouped)
            {
                continue;
            }

            group.Writers.ToList().ForEach(n => PadOutputs(graph, n, padded));
            group.Readers.ToList().ForEach(n => PadInputs(graph, n, padded));
            foreach (var node in group.Inner.Where(n => n.OpType is "Conv"))
            {
                PadOutputs(graph, node, padded);
                node.With("group", padded);
            }

            foreach (var node in group.Inner.Where(n => n.OpType is "PRelu"))
            {
                var slopes = graph.Floats(node.Input[1]);
                node.Input[1] = graph.Set(node.Output[0] + "_slope", new Tensor<float>([padded, .. slopes.Shape.Skip(1)], Resized(slopes.Values, padded)));
            }
        }
    }

    private static bool IsDepthwise(ModelGraph graph, NodeProto node) => node.OpType == "Conv" && new Convolution(graph, node).IsDepthwise;

    private static void PadOutputs(ModelGraph graph, NodeProto node, int padded)
    {
        var weights = graph.Floats(node.Input[1]);
        var perOutput = weights.Values.Length / (int)weights.Shape[0];
        node.Input[1] = graph.Set(node.Output[0] + "_weight", new Tensor<float>([padded, .. weights.Shape.Skip(1)], Resized(weights.Values, padded * perOutput)));
        if (node.Input.Count > 2)
        {
            node.Input[2] = graph.Set(node.Output[0] + "_bias", Tensor<float>.Vector(Resized(graph.Floats(node.Input[2]).Values, padded)));
        }
    }

    private static void PadInputs(ModelGraph graph, NodeProto node, int padded)
    {
        var weights = graph.Floats(node.Input[1]);
        var (outputs, inputs) = ((int)weights.Shape[0], (int)weights.Shape[1]);
        var perInput = weights.Values.Length / outputs / inputs;
        var values = new float[outputs * padded * perInput];
        for (var o = 0; o < outputs; o++)
        {
            weights.Values.AsSpan(o * inputs * perInput, inputs * perInput).CopyTo(values.AsSpan(o * padded * perInput));
        }

        node.Input[1] = graph.Set(node.Output[0] + "_weight", new Tensor<float>([outputs, padded, .. weights.Shape.Skip(2)], values));
    }

    private static float[] Resized(float[] values, int length)
    {
        var resized = new float[length];
        values.CopyTo(resized, 0);
        return resized;
    }
}
