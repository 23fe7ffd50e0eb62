using DoorFace.ModelBuilder.Onnx;

namespace DoorFace.ModelBuilder.Graph;

/// <summary>The weights of a <c>Conv</c> node, to be changed channel by channel and stored again.</summary>
internal sealed class Convolution
{
    private readonly ModelGraph _graph;
    private readonly NodeProto _node;
    private readonly Tensor<float> _weights;
    private readonly Tensor<float>? _bias;
    private readonly int _perOutput;

    public Convolution(ModelGraph graph, NodeProto node)
    {
        _graph = graph;
        _node = node;
        _weights = graph.Floats(node.Input[1]);
        _bias = node.Input.Count > 2 ? graph.Floats(node.Input[2]) : null;
        OutputChannels = (int)_weights.Shape[0];
        _perOutput = _weights.Values.Length / OutputChannels;
        Groups = (int)node.Integer("group", 1);
    }

    public int OutputChannels { get; }

    public int Groups { get; }

    /// <summary>One filter for each channel, none sees another.</summary>
    public bool IsDepthwise => Groups > 1 && Groups == OutputChannels && _weights.Shape[1] == 1;

    /// <summary>Multiplies each output channel by its factor.</summary>
    public void ScaleOutput(IReadOnlyList<float> factors)
    {
        for (var i = 0; i < _weights.Values.Length; i++)
        {
            _weights.Values[i] *= factors[i / _perOutput];
        }

        for (var c = 0; c < _bias?.Values.Length; c++)
        {
            _bias.Values[c] *= factors[c];
        }
    }

    /// <summary>Takes in each input channel multiplied by its factor.</summary>
    public void ScaleInput(IReadOnlyList<float> factors)
    {
        var inputsPerGroup = (int)_weights.Shape[1];
        var kernel = _perOutput / inputsPerGroup;
        var outputsPerGroup = OutputChannels / Groups;
        for (var i = 0; i < _weights.Values.Length; i++)
        {
            var output = i / _perOutput;
            var input = (output / outputsPerGroup * inputsPerGroup) + (i % _perOutput / kernel);
            _weights.Values[i] *= factors[input];
        }
    }

    /// <summary>Writes the weights back under names of their own: other nodes may read the old ones.</summary>
    public void Store()
    {
        _node.Input[1] = _graph.Set(_node.Output[0] + "_weight", _weights);
        if (_bias is not null)
        {
            _node.Input[2] = _graph.Set(_node.Output[0] + "_bias", _bias);
        }
    }
}
