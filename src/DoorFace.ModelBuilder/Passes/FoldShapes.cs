using DoorFace.ModelBuilder.Graph;

namespace DoorFace.ModelBuilder.Passes;

/// <summary>
/// Replaces what a model computes from the shapes of its tensors (chains of <c>Shape</c>, <c>Gather</c>, <c>Unsqueeze</c>,
/// <c>Concat</c> ...) by the values themselves: the input's shape is fixed, so they never change.
/// </summary>
internal static class FoldShapes
{
    public static void Apply(ModelGraph graph)
    {
        var derived = new HashSet<string>();
        foreach (var node in graph.Nodes)
        {
            var fixedInputs = node.OpType == "Shape" || (node.Input.Any(derived.Contains) && node.Input.All(i => derived.Contains(i) || graph.IsConstant(i)));
            if (fixedInputs)
            {
                derived.UnionWith(node.Output);
            }
        }

        // Only what leaves the chain is needed; the rest is dead and Prune removes it.
        var leaving = derived.Where(t => graph.Consumers(t).Any(c => !c.Output.All(derived.Contains))).Order(StringComparer.Ordinal).ToList();
        if (leaving.Count > 0)
        {
            foreach (var (name, value) in GraphRunner.Integers(graph, leaving))
            {
                graph.Replace(graph.Producer(name)!);
                graph.Set(name, value);
            }
        }

        Prune.Apply(graph);
    }
}
