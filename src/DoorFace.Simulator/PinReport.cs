using System.Text.Json.Serialization;

namespace DoorFace.Simulator;

/// <summary>A change of a pin's level, as <c>doorface-sim run</c> prints it.</summary>
/// <param name="Seconds">When, since the start of the machine.</param>
/// <param name="Line">The GPIO line.</param>
/// <param name="Name">Its name on the chip.</param>
/// <param name="Level">0 or 1.</param>
internal sealed record PinReport(double Seconds, int Line, string Name, int Level);

[JsonSerializable(typeof(PinReport))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class PinReportJson : JsonSerializerContext;
