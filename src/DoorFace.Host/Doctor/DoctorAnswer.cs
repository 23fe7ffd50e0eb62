using System.Text.Json.Serialization;

namespace DoorFace.Host.Doctor;

/// <summary>What <c>doctor --json</c> prints.</summary>
/// <param name="Outcome">The worst of all.</param>
/// <param name="Checks">Each check, in the order of the table.</param>
internal sealed record DoctorAnswer(CheckOutcome Outcome, IReadOnlyList<CheckResult> Checks);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, Converters = [typeof(OutcomeConverter)])]
[JsonSerializable(typeof(DoctorAnswer))]
internal sealed partial class DoctorJson : JsonSerializerContext;

/// <summary>pass, warn, fail.</summary>
internal sealed class OutcomeConverter() : JsonStringEnumConverter<CheckOutcome>(System.Text.Json.JsonNamingPolicy.CamelCase);
