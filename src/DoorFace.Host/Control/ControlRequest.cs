using System.Text.Json.Serialization;

namespace DoorFace.Host.Control;

/// <summary>One line of JSON from an administrator's command to the running service.</summary>
/// <param name="Version">Of this format: 1.</param>
/// <param name="Command">What to do; one of <see cref="ControlCommands"/>.</param>
/// <param name="Seconds">For how long, where the command takes a time.</param>
/// <param name="EndsAt">The same end by the wall clock, where it was given so.</param>
internal sealed record ControlRequest(int Version, string Command, double? Seconds = null, DateTimeOffset? EndsAt = null)
{
    public const int CurrentVersion = 1;
}

/// <summary>The service's answer, one line of JSON.</summary>
/// <param name="Done">Whether it was done.</param>
/// <param name="Message">What was done, or why not.</param>
/// <param name="Status">The door, when that was asked for.</param>
internal sealed record ControlReply(bool Done, string Message, DoorStatus? Status = null);

[JsonSerializable(typeof(ControlRequest))]
[JsonSerializable(typeof(ControlReply))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
internal sealed partial class ControlJson : JsonSerializerContext;
