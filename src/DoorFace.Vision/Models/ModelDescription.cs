using System.Text.Json.Serialization;
using DoorFace.Core.Biometrics;

namespace DoorFace.Vision.Models;

/// <summary>Everything the product knows about one model file; an entry of <c>models.json</c>.</summary>
public sealed record ModelDescription
{
    public required ModelRole Role { get; init; }

    /// <summary>The file's name, without a folder.</summary>
    public required string File { get; init; }

    /// <summary>The SHA-256 that the file must have.</summary>
    [JsonPropertyName("sha256")]
    public required ModelHash Hash { get; init; }

    /// <summary>Its model card, a Markdown file beside the manifest.</summary>
    public required string Card { get; init; }

    public required ModelSource Source { get; init; }

    /// <summary>SPDX identifier of the licence.</summary>
    public required string Licence { get; init; }

    public required ModelInput Input { get; init; }

    public required IReadOnlyList<ModelOutput> Outputs { get; init; }

    /// <summary>How the detector's outputs are read; null for other roles.</summary>
    public DetectorDecoder? Decoder { get; init; }

    /// <summary>The embedder's measured comparison scores of strangers; empty for other roles.</summary>
    public IReadOnlyList<ImpostorQuantile> ImpostorScores { get => field ?? []; init; }

    /// <summary>How <see cref="ImpostorScores"/> were measured; null for other roles.</summary>
    public ModelProvenance? ImpostorProvenance { get; init; }

    /// <summary>The detector's and the liveness model's thresholds; empty for other roles.</summary>
    public IReadOnlyList<ScoreThreshold> OperatingPoints { get => field ?? []; init; }
}
