using DoorFace.ModelBuilder.Graph;

namespace DoorFace.ModelBuilder.Passes;

/// <summary>Multiplies a constant single factor behind a convolution into its weights.</summary>
internal static class FoldScalarMul
{
    public static void Apply(ModelGraph graph)
    {
        foreach (var node in graph.Nodes.Where(n => n.OpType == "Mul").ToList())
        {
            var constant = node.Input.FirstOrDefault(graph.IsConstant);
            var producer = node.Input.Select(graph.Producer).FirstOrDefault(p => p is not null);
            if (constant is null || producer is not { OpType: "Conv" } || graph.OnlyConsumer(producer.Output[0]) is null)
            {
                continue;
            }

            var factor = graph.Floats(constant).Values;
            if (factor.Length == 1)
            {
                var convolution = new Convolution(graph, producer);
                convolution.ScaleOutput([.. Enumerable.Repeat(factor[0], convolution.OutputChannels)]);
                producer.Output[0] = node.Output[0];
                convolution.Store();
                graph.Replace(node);
            }
        }
    }
}
