using DoorFace.ModelBuilder.Graph;
using DoorFace.ModelBuilder.Onnx;

namespace DoorFace.ModelBuilder.Passes;

/// <summary>Puts each node after those that make its inputs, otherwise in the order they had.</summary>
internal static class TopologicalOrder
{
    /// <exception cref="ModelBuildException">A node reads a tensor that nothing makes, or nodes wait for each other.</exception>
    public static void Apply(ModelGraph graph)
    {
        var known = new HashSet<string>(graph.Inputs.Concat(graph.Model.Graph.Initializer.Select(t => t.Name))) { string.Empty };
        var waiting = graph.Nodes.ToList();
        var ordered = new List<NodeProto>(waiting.Count);
        while (waiting.Count > 0)
        {
            var left = new List<NodeProto>();
            foreach (var node in waiting)
            {
                if (node.Input.All(known.Contains))
                {
                    ordered.Add(node);
                    known.UnionWith(node.Output);
                }
                else
                {
                    left.Add(node);
                }
            }

            if (left.Count == waiting.Count)
            {
                throw ModelGraph.Unsupported(left[0], $"nothing makes its input '{left[0].Input.First(i => !known.Contains(i))}'; the model is damaged.");
            }

            waiting = left;
        }

        graph.ReplaceAll(ordered);
    }
}
