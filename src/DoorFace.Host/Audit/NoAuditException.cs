using DoorFace.Core.Failures;

namespace DoorFace.Host.Audit;

/// <summary>Nothing was ever audited.</summary>
internal sealed class NoAuditException(string path) : Exception($"There is no audit yet: '{path}' does not exist; 'doorface run' begins it."), IClassifiedFailure
{
    public FailureClass FailureClass => FailureClass.Negative;
}
