using DoorFace.ModelBuilder.Graph;
using DoorFace.ModelBuilder.Onnx;
using DataType = DoorFace.ModelBuilder.Onnx.TensorProto.Types.DataType;

namespace DoorFace.ModelBuilder.Tests.Support;

/// <summary>Small models made by hand: one input "x", one output "y".</summary>
internal static class TinyGraph
{
    public static ModelGraph Of(long opset, long[] inputShape, params NodeProto[] nodes)
    {
        var model = new ModelProto { IrVersion = 7, Graph = new GraphProto { Name = "tiny" } };
        model.OpsetImport.Add(new OperatorSetIdProto { Domain = "", Version = opset });
        model.Graph.Input.Add(Value("x", inputShape));
        model.Graph.Output.Add(Value("y", null));
        model.Graph.Node.AddRange(nodes);
        return new ModelGraph(model);
    }

    public static NodeProto Node(string operation, string output, params string[] inputs) => NodeExtensions.Create(operation, operation + "_" + output, inputs, output);

    /// <summary>A convolution of one tap with random weights, a bias, and its constants.</summary>
    public static NodeProto Convolution(this ModelGraph graph, string output, string input, int inputs, int outputs, int groups = 1)
    {
        var random = new Random((inputs << 8) | outputs);
        graph.Set(output + "_w", new Tensor<float>([outputs, inputs / groups, 1, 1], RandomValues(random, outputs * inputs / groups)));
        graph.Set(output + "_b", Tensor<float>.Vector(RandomValues(random, outputs)));
        return Node("Conv", output, input, output + "_w", output + "_b").With("group", groups).With("kernel_shape", [1, 1]);
    }

    /// <summary>Evenly spread over −1..1.</summary>
    public static float[] RandomValues(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => (random.NextSingle() * 2) - 1)];

    private static ValueInfoProto Value(string name, long[]? shape)
    {
        var tensor = new TypeProto.Types.Tensor { ElemType = (int)DataType.Float };
        if (shape is not null)
        {
            tensor.Shape = new TensorShapeProto();
            tensor.Shape.Dim.AddRange(shape.Select(d => new TensorShapeProto.Types.Dimension { DimValue = d }));
        }

        return new ValueInfoProto { Name = name, Type = new TypeProto { TensorType = tensor } };
    }
}
