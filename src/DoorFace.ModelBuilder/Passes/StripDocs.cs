using DoorFace.ModelBuilder.Graph;

namespace DoorFace.ModelBuilder.Passes;

/// <summary>Removes documentation strings: exporters write the source lines and folders of somebody's machine into them.</summary>
internal static class StripDocs
{
    public static void Apply(ModelGraph graph)
    {
        graph.Model.ClearDocString();
        graph.Model.Graph.ClearDocString();
        foreach (var node in graph.Nodes)
        {
            node.ClearDocString();
            foreach (var attribute in node.Attribute)
            {
                attribute.ClearDocString();
            }
        }

        foreach (var tensor in graph.Model.Graph.Initializer)
        {
            tensor.ClearDocString();
        }

        foreach (var value in graph.Model.Graph.Input.Concat(graph.Model.Graph.Output))
        {
            value.ClearDocString();
        }
    }
}
