using DoorFace.Core.Failures;

namespace DoorFace.Device.Gpio;

/// <summary>An output or sensor of the door could not be opened, driven or read; the message names it, its line and chip, and what to do.</summary>
public sealed class DoorIoException(string message, Exception? inner = null) : Exception(message, inner), IClassifiedFailure
{
    public FailureClass FailureClass => FailureClass.Fault;
}
