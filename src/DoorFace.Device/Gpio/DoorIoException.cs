namespace DoorFace.Device.Gpio;

/// <summary>An output of the door could not be opened, driven or read; the message names the output, the line and what to do.</summary>
public sealed class DoorIoException(string message, Exception? inner = null) : Exception(message, inner);
