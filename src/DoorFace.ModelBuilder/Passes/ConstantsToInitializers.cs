using DoorFace.ModelBuilder.Graph;

namespace DoorFace.ModelBuilder.Passes;

/// <summary>Turns <c>Constant</c> nodes into initializers and takes initializers off the list of inputs, where old exporters put them.</summary>
internal static class ConstantsToInitializers
{
    public static void Apply(ModelGraph graph)
    {
        foreach (var node in graph.Nodes.Where(n => n.OpType == "Constant").ToList())
        {
            var value = node.Attribute("value")?.T
                ?? throw ModelGraph.Unsupported(node, "only constants given as a tensor ('value') are supported; export the model with an older opset.");
            var initializer = value.Clone();
            initializer.Name = node.Output[0];
            graph.Set(initializer);
            graph.Replace(node);
        }

        var inputs = graph.Model.Graph.Input;
        foreach (var weight in inputs.Where(i => graph.IsConstant(i.Name)).ToList())
        {
            inputs.Remove(weight);
        }
    }
}
