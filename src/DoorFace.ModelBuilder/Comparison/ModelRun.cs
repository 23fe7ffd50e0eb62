using System.Diagnostics;
using DoorFace.ModelBuilder.Graph;
using DoorFace.ModelBuilder.Onnx;
using DoorFace.Vision.Models;
using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;

namespace DoorFace.ModelBuilder.Comparison;

/// <summary>A model as the door runs it: optimized, on one thread.</summary>
internal sealed class ModelRun : IDisposable
{
    private readonly InferenceSession _session;
    private readonly RunOptions _options = new();
    private readonly string _input;
    private readonly long[] _shape;

    /// <exception cref="ModelBuildException">ONNX Runtime does not take the model.</exception>
    public ModelRun(ModelProto model, string? optimizedPath = null)
    {
        OnnxTelemetry.Disable();
        using var options = ModelSession.Options(threads: 1);
        if (optimizedPath is not null)
        {
            options.OptimizedModelFilePath = optimizedPath;
        }

        try
        {
            _session = new InferenceSession(model.ToByteArray(), options);
        }
        catch (OnnxRuntimeException e)
        {
            throw new ModelBuildException($"ONNX Runtime does not take the model: {e.Message}", e);
        }

        _input = new ModelGraph(model).Inputs[0];
        _shape = [.. _session.InputMetadata[_input].Dimensions.Select(d => (long)d)];
    }

    /// <summary>The output tensors in the model's order.</summary>
    public IReadOnlyList<string> Outputs => _session.OutputNames;

    /// <summary>Computes the outputs' values.</summary>
    public IReadOnlyList<float[]> Run(float[] input)
    {
        using var value = OrtValue.CreateTensorValueFromMemory(input, _shape);
        using var results = _session.Run(_options, [_input], [value], _session.OutputNames);
        return [.. results.Select(r => r.GetTensorDataAsSpan<float>().ToArray())];
    }

    /// <summary>How long one run takes.</summary>
    public TimeSpan Time(float[] input)
    {
        using var value = OrtValue.CreateTensorValueFromMemory(input, _shape);
        var start = Stopwatch.GetTimestamp();
        using var results = _session.Run(_options, [_input], [value], _session.OutputNames);
        return Stopwatch.GetElapsedTime(start);
    }

    public void Dispose()
    {
        _session.Dispose();
        _options.Dispose();
    }
}
