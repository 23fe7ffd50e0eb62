using DoorFace.ModelBuilder.Graph;
using DoorFace.ModelBuilder.Onnx;

namespace DoorFace.ModelBuilder.Passes;

/// <summary>
/// Brings a model of operator set 9 to 12 to 13, the first in which weights can be dequantized per channel. Newer ones stay as they are.
/// Run after <see cref="FoldShapes"/>.
/// </summary>
internal static class ConvertOpset
{
    public const long Target = 13;

    private const long Oldest = 9;

    // Newest set whose definitions of the operators that this program writes were checked.
    private const long Newest = 20;

    // The version of the file format that came with operator set 13.
    private const long IrVersion = 7;

    /// <summary>Operators that mean the same, with the same attributes and inputs, in sets 9 to 13.</summary>
    private static readonly HashSet<string> Unchanged =
    [
        "Abs", "Add", "AveragePool", "BatchNormalization", "Concat", "Conv", "Div", "Exp", "Flatten", "Gather", "Gemm", "GlobalAveragePool",
        "GlobalMaxPool", "Identity", "LeakyRelu", "MatMul", "Max", "MaxPool", "Min", "Mul", "PRelu", "Relu", "Reshape", "Sigmoid", "Sqrt",
        "Sub", "Tanh", "Transpose",
    ];

    /// <exception cref="ModelBuildException">The set or an operator is not supported.</exception>
    public static void Apply(ModelGraph graph)
    {
        if (graph.Opset is < Oldest or > Newest)
        {
            throw new ModelBuildException($"The model uses operator set {graph.Opset}; supported are {Oldest} to {Newest}. Export it with one of them.");
        }

        if (graph.Opset >= Target)
        {
            return;
        }

        foreach (var node in graph.Nodes)
        {
            Convert(graph, node);
        }

        graph.Model.OpsetImport.Single(set => set.Domain.Length == 0).Version = Target;
        graph.Model.IrVersion = Math.Max(graph.Model.IrVersion, IrVersion);
    }

    private static void Convert(ModelGraph graph, NodeProto node)
    {
        switch (node.OpType)
        {
            case "Slice" when graph.Opset < 10:
                SliceByInputs(graph, node);
                break;
            case "Slice":
                break;
            case "Softmax":
                // Up to 12 all axes from this one on were taken together and 1 was the default; from 13 on it is this axis alone.
                if (!IsLastAxis(graph, node))
                {
                    throw ModelGraph.Unsupported(node, "before operator set 13 only a softmax over the last axis is supported; export with set 13.");
                }

                node.With("axis", -1);
                break;
            default:
                if (!Unchanged.Contains(node.OpType))
                {
                    throw ModelGraph.Unsupported(node, $"the operator is not supported in operator set {graph.Opset}; export the model with set {Target} or later.");
                }

                break;
        }
    }

    private static void SliceByInputs(ModelGraph graph, NodeProto node)
    {
        foreach (var name in (string[])["starts", "ends", "axes"])
        {
            if (node.Integers(name) is { } values)
            {
                node.Input.Add(graph.Set($"{node.Output[0]}_{name}", Tensor<long>.Vector([.. values])));
            }
        }

        node.Attribute.Clear();
    }

    private static bool IsLastAxis(ModelGraph graph, NodeProto node)
    {
        var axis = node.Integer("axis", 1);
        return axis == -1 || axis == GraphRunner.Shape(graph, node.Output[0]).Count - 1;
    }
}
