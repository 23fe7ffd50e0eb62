using DoorFace.Core.Audit;
using DoorFace.Core.Keys;

namespace DoorFace.Storage;

/// <summary>By what an audit is sealed, and where it is remembered that it was.</summary>
public interface IAuditSigner
{
    /// <summary>Asked with every append for the unit's signer, which stays the callee's; null while its key cannot be had, and entries are under no seal then.</summary>
    UnitSigner? Signer();

    /// <summary>What the unit remembers of the audit that it has sealed; null for nothing, or while its key cannot be had.</summary>
    RememberedAudit? Remembered { get; }

    /// <summary>Remembers that in the place of what was, if it can be done now. It is on the medium already, and true whether it is remembered or not.</summary>
    void Remember(RememberedAudit audit);
}
