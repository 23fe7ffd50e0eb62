using DoorFace.ModelBuilder.Graph;
using DoorFace.ModelBuilder.Onnx;

namespace DoorFace.ModelBuilder.Passes;

/// <summary>
/// Replaces a float <c>PRelu</c>, which ONNX Runtime computes value by value, by operators that it computes in vectors. For slopes a of at
/// most 1, PRelu(x) = x + Relu((a − 1)·x), where the product is a depthwise convolution of one tap: it takes the Relu in and works in
/// the blocked layout of its neighbours.
/// </summary>
internal static class RewritePRelu
{
    public static void Apply(ModelGraph graph)
    {
        foreach (var node in graph.Nodes.Where(n => n.OpType == "PRelu").ToList())
        {
            var slopes = graph.Floats(node.Input[1]);
            if (slopes.Values.Any(a => a > 1))
            {
                throw ModelGraph.Unsupported(node, "a slope is above 1; normalize slopes first.");
            }

            if (!slopes.IsPerChannel() || graph.Producer(node.Input[0]) is not { OpType: "Conv" })
            {
                throw ModelGraph.Unsupported(node, "only slopes for each channel behind a convolution are supported.");
            }

            graph.Replace(node, Rewritten(graph, node, slopes));
        }
    }

    private static IEnumerable<NodeProto> Rewritten(ModelGraph graph, NodeProto node, Tensor<float> slopes)
    {
        var (input, output) = (node.Input[0], node.Output[0]);
        var channels = slopes.Values.Length;
        var taps = graph.Set(output + "_taps", new Tensor<float>([channels, 1, 1, 1], [.. slopes.Values.Select(a => a - 1)]));
        yield return NodeExtensions.CreateChannelProduct(output + "_Scale", input, taps, channels, output + "_scaled");
        yield return NodeExtensions.Create("Relu", output + "_Relu", [output + "_scaled"], output + "_negative");
        yield return NodeExtensions.Create("Add", output + "_Add", [input, output + "_negative"], output);
    }
}
