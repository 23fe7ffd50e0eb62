using DoorFace.Core.Audit;
using DoorFace.Core.Keys;
using DoorFace.Core.State;

namespace DoorFace.Storage.Audit;

/// <summary>By what an audit is sealed, and where it is remembered that it was.</summary>
public interface IAuditSigner
{
    /// <summary>Asked with every append for the unit's signer, which stays the callee's; null while its key cannot be had, and entries are under no seal then.</summary>
    UnitSigner? Signer();

    /// <summary>What the unit remembers of the audit that it has sealed; null for nothing, or while its key cannot be had.</summary>
    RememberedAudit? Remembered { get; }

    /// <summary>What the residents' file is, for the audit to remember; null while that is not known. It may be a little older.</summary>
    RememberedResidents? Residents { get; }

    /// <summary>
    /// Remembers that in the place of what was, if it can be done now: what was is older, and as true. Called when it is on the medium already, with the
    /// first seal, each checkpoint and whatever was found not to fit.
    /// </summary>
    void Remember(RememberedAudit audit);
}
