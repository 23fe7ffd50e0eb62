using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace DoorFace.Vision.Models;

/// <summary>Compares what a loaded model takes and gives with its description.</summary>
internal static class TensorCheck
{
    private const string Advice = "Correct the model's entry in models.json, or use the model it describes.";

    /// <exception cref="ModelException">A name, an element type or a shape differs.</exception>
    public static void Check(InferenceSession session, ModelDescription description, string path)
    {
        if (session.InputMetadata.Count != 1)
        {
            throw new ModelException(
                $"{path}: the model has {session.InputMetadata.Count} inputs ({string.Join(", ", session.InputNames)}), expected one. {Advice}");
        }

        Check(path, "input", session.InputMetadata, description.Input.Name, description.Input.Shape);
        foreach (var output in description.Outputs)
        {
            Check(path, "output", session.OutputMetadata, output.Name, output.Shape);
        }
    }

    private static void Check(
        string path, string what, IReadOnlyDictionary<string, NodeMetadata> actual, string name, IReadOnlyList<int> shape)
    {
        if (!actual.TryGetValue(name, out var tensor))
        {
            throw new ModelException($"{path}: the model has no {what} '{name}', it has {string.Join(", ", actual.Keys)}. {Advice}");
        }

        if (!tensor.IsTensor || tensor.ElementDataType != TensorElementType.Float)
        {
            throw new ModelException($"{path}: {what} '{name}' holds {tensor.ElementDataType} values, expected Float. {Advice}");
        }

        // A dimension below zero is free in the model and takes whatever is bound.
        var fits = tensor.Dimensions.Length == shape.Count && tensor.Dimensions.Zip(shape, (a, e) => a < 0 || a == e).All(same => same);
        if (!fits)
        {
            throw new ModelException(
                $"{path}: {what} '{name}' has the shape {TensorShape.Text(tensor.Dimensions)}, the manifest expects {TensorShape.Text(shape)}. {Advice}");
        }
    }
}
