using DoorFace.ModelBuilder.Onnx;
using DoorFace.Vision.Models;
using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;

namespace DoorFace.ModelBuilder.Graph;

/// <summary>Runs a graph in ONNX Runtime with chosen tensors among its outputs. One thread, so that every run computes the same.</summary>
internal sealed class GraphRunner : IDisposable
{
    private readonly InferenceSession _session;
    private readonly RunOptions _options;
    private readonly string _input;

    /// <param name="graph">Not changed.</param>
    /// <param name="tensors">The tensors to give out.</param>
    /// <exception cref="ModelBuildException">ONNX Runtime does not take the model, or it has not one input of fixed shape.</exception>
    public GraphRunner(ModelGraph graph, IReadOnlyList<string> tensors)
    {
        OnnxTelemetry.Disable();
        (_input, InputShape) = InputOf(graph);
        Tensors = tensors;
        var model = graph.Model.Clone();
        foreach (var tensor in tensors.Where(t => !graph.IsOutput(t)))
        {
            model.Graph.Output.Add(new ValueInfoProto { Name = tensor });
        }

        _options = new RunOptions();
        try
        {
            using var options = new SessionOptions
            {
                IntraOpNumThreads = 1,
                InterOpNumThreads = 1,
                GraphOptimizationLevel = GraphOptimizationLevel.ORT_DISABLE_ALL,
                LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
            };
            _session = new InferenceSession(model.ToByteArray(), options);
        }
        catch (OnnxRuntimeException e)
        {
            _options.Dispose();
            throw new ModelBuildException($"ONNX Runtime does not take the model: {e.Message}", e);
        }
    }

    /// <summary>The tensors it gives out, in the order of <see cref="Run"/>.</summary>
    public IReadOnlyList<string> Tensors { get; }

    public IReadOnlyList<long> InputShape { get; }

    /// <summary>The shape of one tensor.</summary>
    public static IReadOnlyList<long> Shape(ModelGraph graph, string tensor)
    {
        using var runner = new GraphRunner(graph, [tensor]);
        using var values = runner.Run(runner.Zeros());
        return values[0].GetTensorTypeAndShape().Shape;
    }

    /// <summary>The values of integer tensors that do not depend on the input's values.</summary>
    public static IReadOnlyList<(string Name, Tensor<long> Value)> Integers(ModelGraph graph, IReadOnlyList<string> tensors)
    {
        using var runner = new GraphRunner(graph, tensors);
        using var values = runner.Run(runner.Zeros());
        return [.. tensors.Zip(values, (name, value) => (name, new Tensor<long>(value.GetTensorTypeAndShape().Shape, value.GetTensorDataAsSpan<long>().ToArray())))];
    }

    /// <summary>Computes the tensors.</summary>
    /// <param name="input">The input's values.</param>
    public IDisposableReadOnlyCollection<OrtValue> Run(float[] input)
    {
        using var value = OrtValue.CreateTensorValueFromMemory(input, [.. InputShape]);
        return _session.Run(_options, [_input], [value], [.. Tensors]);
    }

    public void Dispose()
    {
        _session.Dispose();
        _options.Dispose();
    }

    private float[] Zeros() => new float[InputShape.Aggregate(1L, (product, d) => product * d)];

    private static (string Name, IReadOnlyList<long> Shape) InputOf(ModelGraph graph)
    {
        var inputs = graph.Inputs;
        if (inputs.Count != 1)
        {
            throw new ModelBuildException($"The model has {inputs.Count} inputs ({string.Join(", ", inputs)}); only models with one are supported.");
        }

        var tensor = graph.Model.Graph.Input.Single(i => i.Name == inputs[0]).Type.TensorType;
        var shape = tensor.Shape.Dim.Select(d => d.HasDimValue ? d.DimValue : 0).ToList();
        if (tensor.ElemType != (int)TensorProto.Types.DataType.Float || shape.Count == 0 || shape.Any(d => d < 1))
        {
            throw new ModelBuildException(
                $"Input '{inputs[0]}' holds {TensorCodec.TypeName(tensor.ElemType)} values of the shape [{string.Join(", ", shape.Select(d => d > 0 ? d.ToString() : "?"))}]; "
                + "only float inputs of a fixed shape are supported. Export the model so.");
        }

        return (inputs[0], shape);
    }
}
