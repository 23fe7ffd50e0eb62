using DoorFace.Core.Failures;

namespace DoorFace.Host.Residents;

/// <summary>Nobody of that name is enrolled.</summary>
internal sealed class UnknownResidentException(string name) : Exception($"Nobody is enrolled as '{name}'; 'residents list' shows who is."), IClassifiedFailure
{
    public FailureClass FailureClass => FailureClass.Negative;
}
