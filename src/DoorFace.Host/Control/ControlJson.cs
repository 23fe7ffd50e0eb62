using System.Text.Json.Serialization;
using DoorFace.Host.Enrollment;

namespace DoorFace.Host.Control;

/// <summary>The lines as JSON.</summary>
[JsonSerializable(typeof(ControlRequest))]
[JsonSerializable(typeof(ControlReply))]
[JsonSerializable(typeof(AnyRequest))]
[JsonSerializable(typeof(EnrollmentProgress))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true, AllowDuplicateProperties = false)]
internal sealed partial class ControlJson : JsonSerializerContext;
