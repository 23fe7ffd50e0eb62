using DoorFace.Core.Failures;

namespace DoorFace.Storage.Residents;

/// <summary>A name cannot be given to a resident; the message says which and why.</summary>
public sealed class ResidentNameException(string message) : Exception(message), IClassifiedFailure
{
    public FailureClass FailureClass => FailureClass.Usage;
}
