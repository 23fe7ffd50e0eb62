using System.Text.Json.Serialization;
using DoorFace.Host.Audit;
using DoorFace.Host.Keys;
using DoorFace.Host.Residents;

namespace DoorFace.Host.Commands;

/// <summary>The JSON answers of the commands.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.Never,
    WriteIndented = true,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(ResidentAnswer[]))]
[JsonSerializable(typeof(AuditAnswer[]))]
[JsonSerializable(typeof(AuditVerdict))]
[JsonSerializable(typeof(PersonRecord))]
[JsonSerializable(typeof(PersonExport))]
[JsonSerializable(typeof(RemovalAnswer))]
[JsonSerializable(typeof(MessageAnswer))]
[JsonSerializable(typeof(EnrollAnswer))]
[JsonSerializable(typeof(KeyAnswer))]
[JsonSerializable(typeof(IdentifyAnswer))]
internal sealed partial class AnswerJson : JsonSerializerContext;
