namespace DoorFace.Host.Commands;

/// <summary>A resident, as <c>--json</c> prints one.</summary>
internal sealed record ResidentAnswer(string Id, string Name, DateTimeOffset EnrolledAt, int References);
