using System.Text.Json;
using System.Text.Json.Serialization;
using DoorFace.Core.Door;

namespace DoorFace.Host.Settings;

/// <summary>The content of <c>hardware/wiring.json</c>, which is part of the program: how a unit is wired unless its configuration says otherwise.</summary>
/// <param name="Outputs">Every output.</param>
/// <param name="Inputs">Every sensor.</param>
/// <param name="Reserved">Lines that nothing may use.</param>
public sealed record WiringPlan(
    IReadOnlyDictionary<DoorOutput, OutputWiring> Outputs,
    IReadOnlyDictionary<DoorSensor, InputWiring> Inputs,
    IReadOnlyList<ReservedLine> Reserved)
{
    /// <summary>The plan of this program.</summary>
    public static WiringPlan Default { get; } = Load();

    private static WiringPlan Load()
    {
        using var file = typeof(WiringPlan).Assembly.GetManifestResourceStream("wiring.json")!;
        return JsonSerializer.Deserialize(file, WiringJson.Default.WiringPlan)!;
    }
}

/// <summary>A member that is missing, unknown or misspelt is a mistake of the build, not something to go on with.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    RespectRequiredConstructorParameters = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(WiringPlan))]
internal sealed partial class WiringJson : JsonSerializerContext;
