using System.Text.Json.Serialization;

namespace DoorFace.Host.Audit.Export;

/// <summary>The lines as JSON.</summary>
[JsonSerializable(typeof(ExportLine))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = false, AllowDuplicateProperties = false,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
internal sealed partial class ExportJson : JsonSerializerContext;
