using DoorFace.Core.Audit;
using DoorFace.Core.Keys;
using DoorFace.Core.State;
using DoorFace.Storage.Audit;
using DoorFace.Storage.Residents;

namespace DoorFace.Storage.TestProcess;

/// <summary>A unit's signer from one start to the next: its key, and what it remembers of its audit, are in the residents' file.</summary>
/// <param name="residents">The file.</param>
public sealed class StoredSigner(string residents) : IAuditSigner, IDisposable
{
    private UnitSigner? _signer;
    private RememberedAudit? _remembered;
    private RememberedResidents? _residents;

    /// <summary>The key cannot be had.</summary>
    public bool IsAway { get; set; }

    public RememberedAudit? Remembered => Signer() is null ? null : _remembered;

    public RememberedResidents? Residents => Signer() is null ? null : _residents;

    public UnitSigner? Signer()
    {
        if (IsAway)
            return null;
        if (_signer is null)
        {
            using var store = ResidentStore.Open(residents);
            (_signer, _remembered, _residents) = (store.Signer(), store.RememberedAudit(), store.Found()!.State);
        }

        return _signer;
    }

    public void Remember(RememberedAudit audit)
    {
        _remembered = audit;
        using var store = ResidentStore.Open(residents);
        store.Remember(audit, _signer!.PublicKey);
    }

    /// <summary>All is read anew the next time.</summary>
    public void Forget()
    {
        Dispose();
        (_signer, _remembered, _residents) = (null, null, null);
    }

    public void Dispose() => _signer?.Dispose();
}
