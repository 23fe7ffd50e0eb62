using DoorFace.ModelBuilder.Graph;

namespace DoorFace.ModelBuilder.Passes;

/// <summary>Removes nodes and constants that no output depends on, and notes about the shapes of tensors, which edits make stale.</summary>
internal static class Prune
{
    public static void Apply(ModelGraph graph)
    {
        var needed = new HashSet<string>(graph.Outputs);
        for (var i = graph.Nodes.Count - 1; i >= 0; i--)
        {
            if (graph.Nodes[i].Output.Any(needed.Contains))
            {
                needed.UnionWith(graph.Nodes[i].Input);
            }
            else
            {
                graph.Nodes.RemoveAt(i);
            }
        }

        var constants = graph.Model.Graph.Initializer;
        foreach (var unused in constants.Where(t => !needed.Contains(t.Name)).ToList())
        {
            constants.Remove(unused);
        }

        graph.Model.Graph.ValueInfo.Clear();
    }
}
