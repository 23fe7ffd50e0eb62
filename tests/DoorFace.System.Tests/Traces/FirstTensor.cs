using DoorFace.ModelBuilder.Graph;
using DoorFace.ModelBuilder.Onnx;
using DoorFace.ModelBuilder.Quantization;

namespace DoorFace.SystemTests.Traces;

/// <summary>How a quantized model stands for its input in bytes: the first thing that it makes of a picture.</summary>
internal static class FirstTensor
{
    /// <summary>Null for a model that does not quantize its input.</summary>
    public static QuantizationParameters? Of(string model)
    {
        var graph = OnnxFile.Read(model).Graph;
        if (graph.Node.FirstOrDefault(node => node.OpType == "QuantizeLinear" && node.Input[0] == graph.Input[0].Name) is not { } first)
        {
            return null;
        }

        var scale = TensorCodec.Floats(graph.Initializer.Single(tensor => tensor.Name == first.Input[1])).Values[0];
        var zero = graph.Initializer.Single(tensor => tensor.Name == first.Input[2]);
        return new QuantizationParameters(scale, zero.RawData.Length > 0 ? zero.RawData[0] : (byte)zero.Int32Data[0]);
    }
}
