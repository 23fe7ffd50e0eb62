using DoorFace.Core.Audit;
using DoorFace.Core.Keys;
using DoorFace.Core.State;
using DoorFace.Storage.Audit;

namespace DoorFace.Storage.Tests.Support;

/// <summary>A unit's signer that the test takes away, exchanges and makes forget.</summary>
internal sealed class BenchSigner(UnitSigner signer) : IAuditSigner
{
    /// <summary>Null while the key cannot be had.</summary>
    public UnitSigner? Present { get; set; } = signer;

    public RememberedAudit? Remembered { get; set; }

    public RememberedResidents? Residents { get; set; }

    public UnitSigner? Signer() => Present;

    public void Remember(RememberedAudit audit) => Remembered = audit;
}
