namespace DoorFace.Host.Control;

/// <summary>A request that cannot be answered; the message tells the caller why.</summary>
internal sealed class RefusedRequestException(string message) : Exception(message);
