using DoorFace.ModelBuilder.Graph;
using DoorFace.ModelBuilder.Onnx;
using DoorFace.ModelBuilder.Quantization;

namespace DoorFace.ModelBuilder.Passes;

/// <summary>
/// Makes chosen nodes work on integers: u8 activations with one scale a tensor, s8 weights with one a channel, s32 biases. It writes
/// <c>QuantizeLinear</c> and <c>DequantizeLinear</c> around them, which ONNX Runtime merges into its integer kernels. A tensor is
/// quantized once and every reader reads that.
/// </summary>
internal sealed class InsertQuantization
{
    /// <summary>Operators that have an integer form.</summary>
    public static readonly IReadOnlySet<string> Supported =
        new HashSet<string> { "Add", "Concat", "Conv", "Gemm", "GlobalAveragePool", "Mul", "PRelu", "Relu", "Sigmoid" };

    private readonly ModelGraph _graph;
    private readonly IReadOnlyDictionary<string, TensorRange> _ranges;
    private readonly Func<NodeProto, bool> _chosen;
    private readonly List<NodeProto> _nodes = [];
    private readonly Dictionary<string, QuantizedTensor> _quantized = [];

    private InsertQuantization(ModelGraph graph, IReadOnlyDictionary<string, TensorRange> ranges, Func<NodeProto, bool> chosen)
    {
        _graph = graph;
        _ranges = ranges;
        _chosen = chosen;
    }

    /// <param name="graph">Of operator set 13 or later.</param>
    /// <param name="ranges">Of every tensor that a chosen node reads or makes and that is not merged away.</param>
    /// <param name="chosen">Which nodes; only of <see cref="Supported"/> operators.</param>
    public static void Apply(ModelGraph graph, IReadOnlyDictionary<string, TensorRange> ranges, Func<NodeProto, bool> chosen)
    {
        new InsertQuantization(graph, ranges, chosen).Run();
        Prune.Apply(graph);
        TopologicalOrder.Apply(graph);
    }

    /// <summary>Whether a tensor goes away because its only reader, a <c>Relu</c>, is merged into the node that makes it.</summary>
    public static bool IsMerged(ModelGraph graph, string tensor, Func<NodeProto, bool> chosen) =>
        graph.OnlyConsumer(tensor) is { OpType: "Relu" } relu && chosen(relu)
        && graph.Producer(tensor) is { OpType: "Conv" or "Gemm" or "Add" } producer && chosen(producer);

    private void Run()
    {
        foreach (var node in _graph.Nodes)
        {
            if (!_chosen(node))
            {
                _nodes.Add(node);
                continue;
            }

            switch (node.OpType)
            {
                case "Conv" or "Gemm":
                    AddWeighted(node);
                    break;
                case "PRelu":
                    AddIntegerPRelu(node);
                    break;
                default:
                    AddPlain(node);
                    break;
            }
        }

        var floatReaders = _nodes.Where(n => n.OpType is not ("QuantizeLinear" or "DequantizeLinear")).ToList();
        foreach (var (tensor, quantized) in _quantized)
        {
            floatReaders.ForEach(n => n.ReplaceInput(tensor, quantized.Dequantized));
        }

        _graph.ReplaceAll(_nodes);
    }

    private void AddWeighted(NodeProto node)
    {
        if (node.OpType == "Gemm" && node.Integer("transB", 0) != 1)
        {
            throw ModelGraph.Unsupported(node, "only weights stored by output (transB = 1) can be quantized; keep this node in float.");
        }

        var input = Quantize(node.Input[0]);
        var quantized = node.Clone();
        quantized.Input[0] = input.Dequantized;
        quantized.Input[1] = AddWeights(node.Output[0] + "_weight", _graph.Floats(node.Input[1]), out var scales);
        if (node.Input.Count > 2)
        {
            quantized.Input[2] = AddBias(node, input.Parameters.Scale, scales);
        }

        AddResult(quantized);
    }

    private string AddWeights(string name, Tensor<float> weights, out float[] scales)
    {
        var quantized = QuantizedWeights.Of(weights);
        scales = quantized.Scales.Values;
        return Dequantize(
            name,
            _graph.Set(name + "_q", quantized.Values),
            _graph.Set(name + "_scale", quantized.Scales),
            _graph.Set(name + "_zero", Tensor<sbyte>.Vector(new sbyte[scales.Length])),
            axis: 0);
    }

    private string AddBias(NodeProto node, float inputScale, float[] weightScales)
    {
        var bias = _graph.Floats(node.Input[2]).Values;
        var values = new int[bias.Length];
        var scales = new float[bias.Length];
        for (var c = 0; c < bias.Length; c++)
        {
            var scale = (double)inputScale * weightScales[c];
            scales[c] = (float)scale;
            values[c] = (int)Math.Clamp(Math.Round(bias[c] / scale), int.MinValue, int.MaxValue);
        }

        var prefix = node.Output[0] + "_bias";
        return Dequantize(
            prefix,
            _graph.Set(prefix + "_q", Tensor<int>.Vector(values)),
            _graph.Set(prefix + "_scale", Tensor<float>.Vector(scales)),
            _graph.Set(prefix + "_zero", Tensor<int>.Vector(new int[values.Length])),
            axis: 0);
    }

    /// <summary>
    /// For slopes a of at most 1, PRelu(y) = Max(y, a·y). With a·y quantized like y itself the maximum of the integers is the integer of
    /// the maximum, which ONNX Runtime, without an integer <c>PRelu</c>, can take of bytes. The product is a depthwise convolution of one
    /// tap: faster than its <c>Mul</c>, and each slope has a scale of its own, so that it is exact.
    /// </summary>
    private void AddIntegerPRelu(NodeProto node)
    {
        var slopes = _graph.Floats(node.Input[1]);
        if (slopes.Values.Any(a => a > 1))
        {
            throw ModelGraph.Unsupported(node, "a slope is above 1; normalize slopes first, or keep this node in float.");
        }

        if (!slopes.IsPerChannel())
        {
            throw ModelGraph.Unsupported(node, "only slopes for each channel of a picture are supported; keep this node in float.");
        }

        var input = Quantize(node.Input[0]);
        var output = node.Output[0];
        var taps = AddWeights(output + "_slope", slopes with { Shape = [slopes.Values.Length, 1, 1, 1] }, out _);
        _nodes.Add(NodeExtensions.CreateChannelProduct(output + "_Scale", input.Dequantized, taps, slopes.Values.Length, output + "_product"));
        _nodes.Add(NodeExtensions.Create("QuantizeLinear", output + "_ScaleQ", [output + "_product", input.Scale, input.Zero], output + "_product_q"));
        _nodes.Add(NodeExtensions.Create("Max", output + "_Max", [input.Name, output + "_product_q"], output + "_q"));
        var dequantized = Dequantize(output, output + "_q", input.Scale, input.Zero, axis: null);
        _quantized.Add(output, input with { Name = output + "_q", Dequantized = dequantized });
        KeepOutput(output, dequantized);
    }

    private void AddPlain(NodeProto node)
    {
        var quantized = node.Clone();
        var alone = node.OpType == "Relu" && IsMerged(_graph, node.Input[0], _chosen);
        for (var i = 0; i < node.Input.Count && !alone; i++)
        {
            quantized.Input[i] = _graph.IsConstant(node.Input[i])
                ? QuantizeConstant($"{node.Output[0]}_input{i}", _graph.Floats(node.Input[i]))
                : Quantize(node.Input[i]).Dequantized;
        }

        AddResult(quantized);
    }

    /// <summary>Adds a node and the quantization of what it makes.</summary>
    private void AddResult(NodeProto node)
    {
        var output = node.Output[0];
        _nodes.Add(node);
        if (node.OpType == "Gemm" && _graph.IsOutput(output))
        {
            // The integer Gemm gives floats at no cost, and rounding the last result gains nothing.
            return;
        }

        if (IsMerged(_graph, output, _chosen))
        {
            return;
        }

        if (_graph.IsOutput(output))
        {
            node.Output[0] = output + "_float";
            KeepOutput(output, Quantize(node.Output[0], _ranges[output]).Dequantized);
        }
        else
        {
            Quantize(output);
        }
    }

    // An output of the graph keeps its name.
    private void KeepOutput(string output, string dequantized)
    {
        if (_graph.IsOutput(output))
        {
            _nodes.Single(n => n.Output[0] == dequantized).Output[0] = output;
        }
    }

    private QuantizedTensor Quantize(string tensor) => _quantized.TryGetValue(tensor, out var known) ? known : Quantize(tensor, _ranges[tensor]);

    private QuantizedTensor Quantize(string tensor, TensorRange range)
    {
        var parameters = QuantizationParameters.For(range);
        var (scale, zero) = SetParameters(tensor, parameters);
        _nodes.Add(NodeExtensions.Create("QuantizeLinear", tensor + "_Q", [tensor, scale, zero], tensor + "_q"));
        var quantized = new QuantizedTensor(tensor + "_q", Dequantize(tensor, tensor + "_q", scale, zero, axis: null), scale, zero, parameters);
        _quantized.Add(tensor, quantized);
        return quantized;
    }

    private string QuantizeConstant(string name, Tensor<float> values)
    {
        var parameters = QuantizationParameters.For(values.Values);
        var (scale, zero) = SetParameters(name, parameters);
        _graph.Set(name + "_q", new Tensor<byte>(values.Shape, [.. values.Values.Select(parameters.Quantize)]));
        return Dequantize(name, name + "_q", scale, zero, axis: null);
    }

    private (string Scale, string Zero) SetParameters(string name, QuantizationParameters parameters) =>
        (_graph.Set(name + "_scale", Tensor<float>.Scalar(parameters.Scale)), _graph.Set(name + "_zero", Tensor<byte>.Scalar(parameters.ZeroPoint)));

    private string Dequantize(string name, string integers, string scale, string zero, long? axis)
    {
        var node = NodeExtensions.Create("DequantizeLinear", name + "_DQ", [integers, scale, zero], name + "_dq");
        _nodes.Add(axis is { } a ? node.With("axis", a) : node);
        return node.Output[0];
    }

    /// <summary>A float tensor's integers, what they stand for, and the names of their scale and zero point.</summary>
    private sealed record QuantizedTensor(string Name, string Dequantized, string Scale, string Zero, QuantizationParameters Parameters);
}
