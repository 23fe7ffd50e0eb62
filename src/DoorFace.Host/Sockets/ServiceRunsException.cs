namespace DoorFace.Host.Sockets;

/// <summary>Another service runs on the same files or the same socket; the message names its process and says what to do.</summary>
public sealed class ServiceRunsException(string message) : IOException(message);
