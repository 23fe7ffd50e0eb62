using DoorFace.Core.Failures;

namespace DoorFace.Core.Imaging;

/// <summary>A file is not a picture that can be read; the message names the file and why.</summary>
public sealed class ImageFormatException(string message) : Exception(message), IClassifiedFailure
{
    public FailureClass FailureClass => FailureClass.Fault;
}
