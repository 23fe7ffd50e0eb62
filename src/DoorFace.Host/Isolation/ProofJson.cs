using System.Text.Json.Serialization;

namespace DoorFace.Host.Isolation;

/// <summary>A signed proof as JSON: what the command hands out and takes back.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.Never,
    WriteIndented = true,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(SignedProof))]
internal sealed partial class ProofJson : JsonSerializerContext;
