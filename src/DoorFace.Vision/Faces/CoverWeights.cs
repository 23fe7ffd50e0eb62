using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using DoorFace.Vision.Models;

namespace DoorFace.Vision.Faces;

/// <summary>
/// What each number of <see cref="LowerFace"/> says for a cover; where it comes from stands in the file, and in models/quality.md. It says nothing of anybody:
/// there is one for all.
/// </summary>
/// <param name="Dataset">The pictures that set it.</param>
/// <param name="Command">Makes the file again.</param>
/// <param name="Bias">The sum without a face.</param>
/// <param name="Weights">One for each number.</param>
public sealed record CoverWeights(string Dataset, string Command, float Bias, ImmutableArray<float> Weights)
{
    /// <summary>Those that are built in.</summary>
    internal static CoverWeights BuiltIn { get; } = Load();

    /// <summary>The text of the file.</summary>
    public string Serialize() => JsonSerializer.Serialize(this, CoverWeightsContext.Default.CoverWeights).ReplaceLineEndings("\n") + "\n";

    private static CoverWeights Load()
    {
        using var file = typeof(CoverWeights).Assembly.GetManifestResourceStream("face-cover.json")!;
        var weights = JsonSerializer.Deserialize(file, CoverWeightsContext.Default.CoverWeights)!;
        return weights.Weights.Length == LowerFace.Count
            ? weights
            : throw new ModelException($"models/face-cover.json has {weights.Weights.Length} weights, a face has {LowerFace.Count} numbers; make it again with '{weights.Command}'.");
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(CoverWeights))]
internal sealed partial class CoverWeightsContext : JsonSerializerContext;
