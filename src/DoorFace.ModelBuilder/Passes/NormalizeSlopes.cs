using DoorFace.ModelBuilder.Graph;
using DoorFace.ModelBuilder.Onnx;

namespace DoorFace.ModelBuilder.Passes;

/// <summary>
/// Makes every slope of a <c>PRelu</c> between convolutions at most 1, which <see cref="RewritePRelu"/> and the integer form need.
/// A channel with slope a &gt; 1 is multiplied by −a in the convolution before, gets the slope 1/a, and its sign is turned again in
/// the convolutions behind: PRelu(x, a) = −PRelu(−a·x, 1/a). Exact but for rounding.
/// </summary>
internal static class NormalizeSlopes
{
    /// <exception cref="ModelBuildException">A slope is above 1 where there are not convolutions all around.</exception>
    public static void Apply(ModelGraph graph)
    {
        foreach (var node in graph.Nodes.Where(n => n.OpType == "PRelu").ToList())
        {
            var slopes = graph.Floats(node.Input[1]);
            var factors = new float[slopes.Values.Length];
            var signs = new float[factors.Length];
            for (var c = 0; c < factors.Length; c++)
            {
                var steep = slopes.Values[c] > 1;
                factors[c] = steep ? -slopes.Values[c] : 1;
                signs[c] = steep ? -1 : 1;
                slopes.Values[c] = steep ? 1 / slopes.Values[c] : slopes.Values[c];
            }

            if (Array.TrueForAll(signs, s => s > 0))
            {
                continue;
            }

            ScaleChannels(graph, node, factors, signs);
            node.Input[1] = graph.Set(node.Output[0] + "_slope", slopes);
        }
    }

    private static void ScaleChannels(ModelGraph graph, NodeProto node, float[] factors, float[] signs)
    {
        var producer = graph.Producer(node.Input[0]);
        var consumers = graph.Consumers(node.Output[0]);
        if (producer is not { OpType: "Conv" } || graph.OnlyConsumer(node.Input[0]) is null
            || graph.IsOutput(node.Output[0]) || consumers.Any(c => c.OpType != "Conv"))
        {
            throw ModelGraph.Unsupported(node, "a slope above 1 is supported only between convolutions.");
        }

        var convolution = new Convolution(graph, producer);
        convolution.ScaleOutput(factors);
        convolution.Store();
        foreach (var consumer in consumers)
        {
            var next = new Convolution(graph, consumer);
            next.ScaleInput(signs);
            next.Store();
        }
    }
}
