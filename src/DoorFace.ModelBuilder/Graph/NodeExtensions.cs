using DoorFace.ModelBuilder.Onnx;
using AttributeType = DoorFace.ModelBuilder.Onnx.AttributeProto.Types.AttributeType;

namespace DoorFace.ModelBuilder.Graph;

/// <summary>Making nodes and reading their attributes.</summary>
internal static class NodeExtensions
{
    public static NodeProto Create(string operation, string name, IEnumerable<string> inputs, string output)
    {
        var node = new NodeProto { OpType = operation, Name = name };
        node.Input.AddRange(inputs);
        node.Output.Add(output);
        return node;
    }

    /// <summary>Multiplies each channel of a picture by a factor, as a depthwise convolution of one tap.</summary>
    /// <param name="name">The node's name.</param>
    /// <param name="input">The picture.</param>
    /// <param name="factors">The name of a tensor of the shape [channels, 1, 1, 1].</param>
    /// <param name="channels">How many.</param>
    /// <param name="output">The tensor it makes.</param>
    public static NodeProto CreateChannelProduct(string name, string input, string factors, int channels, string output) =>
        Create("Conv", name, [input, factors], output)
            .With("group", channels).With("kernel_shape", [1, 1]).With("strides", [1, 1]).With("pads", [0, 0, 0, 0]).With("dilations", [1, 1]);

    /// <summary>Whether it has one value for each channel of a picture.</summary>
    public static bool IsPerChannel(this Tensor<float> tensor) => tensor.Shape.Count == 3 && tensor.Shape[1] == 1 && tensor.Shape[2] == 1;

    /// <summary>How messages name a node.</summary>
    public static string Describe(this NodeProto node) =>
        $"{node.OpType} node '{(node.Name.Length > 0 ? node.Name : node.Output.FirstOrDefault())}'";

    public static AttributeProto? Attribute(this NodeProto node, string name) => node.Attribute.FirstOrDefault(a => a.Name == name);

    public static long Integer(this NodeProto node, string name, long fallback) => node.Attribute(name)?.I ?? fallback;

    public static float Float(this NodeProto node, string name, float fallback) => node.Attribute(name)?.F ?? fallback;

    public static IReadOnlyList<long>? Integers(this NodeProto node, string name) => node.Attribute(name)?.Ints;

    public static NodeProto With(this NodeProto node, string name, long value)
    {
        node.Replace(new AttributeProto { Name = name, Type = AttributeType.Int, I = value });
        return node;
    }

    public static NodeProto With(this NodeProto node, string name, IEnumerable<long> values)
    {
        var attribute = new AttributeProto { Name = name, Type = AttributeType.Ints };
        attribute.Ints.AddRange(values);
        node.Replace(attribute);
        return node;
    }

    /// <summary>Reads another tensor wherever it read one.</summary>
    public static void ReplaceInput(this NodeProto node, string from, string to)
    {
        for (var i = 0; i < node.Input.Count; i++)
        {
            if (node.Input[i] == from)
            {
                node.Input[i] = to;
            }
        }
    }

    private static void Replace(this NodeProto node, AttributeProto attribute)
    {
        var old = node.Attribute(attribute.Name);
        if (old is not null)
        {
            node.Attribute.Remove(old);
        }

        node.Attribute.Add(attribute);
    }
}
