using System.Text.Json;
using System.Text.Json.Serialization;
using DoorFace.ModelBuilder.Graph;
using DoorFace.ModelBuilder.Onnx;
using DoorFace.ModelBuilder.Passes;
using DoorFace.ModelBuilder.Quantization;

namespace DoorFace.ModelBuilder.Recipes;

/// <summary>How one model is made: which of its nodes work on integers and how their ranges are found. A JSON file.</summary>
internal sealed record Recipe
{
    /// <summary>Operators that work on integers; none leaves the model in float, rewritten to run faster.</summary>
    public required IReadOnlyList<string> Quantize { get; init; }

    /// <summary>Names of nodes that stay in float all the same.</summary>
    public IReadOnlyList<string> KeepFloat { get => field ?? []; init; }

    /// <summary>How ranges follow from the calibration pictures.</summary>
    public RangeMethod Ranges { get; init; }

    /// <summary>The least and greatest value that the input can hold; from the calibration pictures when null.</summary>
    public IReadOnlyList<float>? InputRange { get; init; }

    /// <summary>How strongly channels are brought together; not at all when null.</summary>
    public EqualizationExponents? Equalize { get; init; }

    /// <exception cref="ModelBuildException">The file is missing, malformed or asks for what there is not.</exception>
    public static Recipe Read(string path)
    {
        try
        {
            var recipe = JsonSerializer.Deserialize(File.ReadAllBytes(path), RecipeContext.Default.Recipe) ?? throw new JsonException("it is empty");
            recipe.Check(path);
            return recipe;
        }
        catch (JsonException e)
        {
            throw new ModelBuildException($"{path}: not a recipe: {e.Message}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ModelBuildException($"{path}: the recipe cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Whether a node works on integers.</summary>
    public bool Chooses(NodeProto node) => Quantize.Contains(node.OpType) && !KeepFloat.Contains(node.Name);

    /// <exception cref="ModelBuildException">The recipe names a node that the model has not.</exception>
    public void CheckFits(ModelGraph graph)
    {
        var missing = KeepFloat.FirstOrDefault(name => graph.Nodes.All(n => n.Name != name));
        if (missing is not null)
        {
            throw new ModelBuildException($"The recipe keeps node '{missing}' in float, but the model has no such node; 'doorface-models inspect --nodes' lists them.");
        }
    }

    private void Check(string path)
    {
        if (Quantize.FirstOrDefault(o => !InsertQuantization.Supported.Contains(o)) is { } unknown)
        {
            throw new ModelBuildException(
                $"{path}: operator '{unknown}' has no integer form here; those that have are {string.Join(", ", InsertQuantization.Supported.Order(StringComparer.Ordinal))}.");
        }

        if (InputRange is not null && (InputRange.Count != 2 || InputRange[0] > 0 || InputRange[1] < 0))
        {
            throw new ModelBuildException($"{path}: 'inputRange' must be two numbers, 0 or below and 0 or above.");
        }
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(Recipe))]
internal sealed partial class RecipeContext : JsonSerializerContext;
