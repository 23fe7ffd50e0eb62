using DoorFace.ModelBuilder.Onnx;
using AttributeType = DoorFace.ModelBuilder.Onnx.AttributeProto.Types.AttributeType;
using DataLocation = DoorFace.ModelBuilder.Onnx.TensorProto.Types.DataLocation;
using DataType = DoorFace.ModelBuilder.Onnx.TensorProto.Types.DataType;

namespace DoorFace.ModelBuilder.Graph;

/// <summary>What no pass could get right is refused before any starts.</summary>
internal static class SupportedModels
{
    private static readonly HashSet<DataType> ElementTypes = [DataType.Float, DataType.Int64, DataType.Int32, DataType.Bool];

    /// <exception cref="ModelBuildException">The model holds something unsupported; the message names it and says what to do.</exception>
    public static void Check(ModelGraph graph)
    {
        var model = graph.Model;
        if (model.OpsetImport.All(set => set.Domain.Length > 0))
        {
            throw new ModelBuildException("The model names no set of the standard operators; it is damaged, bring it again.");
        }

        if (model.Functions.Count > 0)
        {
            throw new ModelBuildException($"The model defines functions of its own ('{model.Functions[0].Name}'); export it with them inlined.");
        }

        if (model.Graph.SparseInitializer.Count > 0)
        {
            throw new ModelBuildException("The model has sparse weights; export it with dense ones.");
        }

        foreach (var tensor in model.Graph.Initializer)
        {
            CheckTensor(tensor, $"tensor '{tensor.Name}'");
        }

        foreach (var node in graph.Nodes)
        {
            CheckNode(node);
        }
    }

    private static void CheckNode(NodeProto node)
    {
        if (node.Domain is not ("" or "ai.onnx"))
        {
            throw ModelGraph.Unsupported(node, $"operators of the domain '{node.Domain}' are not supported; export with standard operators.");
        }

        if (node.OpType is "QuantizeLinear" or "DequantizeLinear" or "DynamicQuantizeLinear" || node.OpType.StartsWith("QLinear", StringComparison.Ordinal))
        {
            throw ModelGraph.Unsupported(node, "the model is quantized already; give its float original.");
        }

        foreach (var attribute in node.Attribute)
        {
            if (attribute.Type is AttributeType.Graph or AttributeType.Graphs)
            {
                throw ModelGraph.Unsupported(node, "loops and branches are not supported; export the model without them.");
            }

            if (attribute.T is { } tensor)
            {
                CheckTensor(tensor, $"{node.Describe()}: its tensor '{attribute.Name}'");
            }
        }
    }

    private static void CheckTensor(TensorProto tensor, string what)
    {
        if (tensor.DataLocation == DataLocation.External)
        {
            throw new ModelBuildException($"{what} lies in a file of its own (external data); save the model in one file.");
        }

        if (!ElementTypes.Contains((DataType)tensor.DataType))
        {
            throw new ModelBuildException($"{what} holds {TensorCodec.TypeName(tensor.DataType)} values; export the model in 32-bit floats.");
        }
    }
}
