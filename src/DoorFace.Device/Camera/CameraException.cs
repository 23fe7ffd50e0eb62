using DoorFace.Core.Failures;

namespace DoorFace.Device.Camera;

/// <summary>A camera cannot deliver; the message says what, where and what to do.</summary>
public sealed class CameraException(string message, Exception? inner = null) : Exception(message, inner), IClassifiedFailure
{
    public FailureClass FailureClass => FailureClass.Fault;
}
