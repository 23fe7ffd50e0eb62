using System.Text.Json.Serialization;

namespace DoorFace.Host.Control;

/// <summary>What stands in a request of any version.</summary>
/// <param name="Version">Of its format.</param>
internal sealed record AnyRequest([property: JsonRequired] int Version);
