using DoorFace.Host.Residents;

namespace DoorFace.Host.Commands;

/// <summary>That a resident was erased, as <c>--json</c> prints it.</summary>
internal sealed record RemovalAnswer(string Done, ErasureReceipt Receipt);
