using DoorFace.Core.Failures;

namespace DoorFace.Vision.Models;

/// <summary>A model or the manifest cannot be used; the message says which file, what was expected, what was found and what to do.</summary>
public sealed class ModelException(string message, Exception? inner = null) : Exception(message, inner), IClassifiedFailure
{
    public FailureClass FailureClass => FailureClass.Fault;
}
