namespace DoorFace.Host.Commands;

/// <summary>What was done, as <c>--json</c> prints it.</summary>
internal sealed record MessageAnswer(string Done);
