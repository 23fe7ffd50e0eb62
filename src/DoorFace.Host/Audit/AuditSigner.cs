using DoorFace.Core.Audit;
using DoorFace.Core.Keys;
using DoorFace.Core.State;
using DoorFace.Core.Time;
using DoorFace.Device.Time;
using DoorFace.Host.Settings;
using DoorFace.Storage;
using DoorFace.Storage.Audit;
using DoorFace.Storage.Residents;

namespace DoorFace.Host.Audit;

/// <summary>
/// Has the unit's signing key for the audit, and what the unit remembers of that; goes without while they cannot be had: an entry under no seal is
/// better than none. Any thread may ask.
/// </summary>
/// <param name="settings">Where the residents' file is, which keeps it, and the master key.</param>
/// <param name="time">For when to look again.</param>
/// <param name="mayCreate">Whether a unit that has no key yet is given one: by the service, whose files they are, and not by a command.</param>
public sealed class AuditSigner(StorageSettings settings, TimeProvider time, bool mayCreate) : IAuditSigner, IDisposable
{
    // Looking for it may take as long as another process holds the file, and whatever is to be stored waits for that.
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private UnitSigner? _signer;
    private RememberedAudit? _remembered;
    private RememberedResidents? _residents;
    private MonotonicInstant? _askAgainAt;

    /// <summary>The unit's signer, which stays this one's; null while it cannot be had.</summary>
    public UnitSigner? Signer()
    {
        lock (_gate)
        {
            if (_signer is null && !(time.GetMonotonicInstant() < _askAgainAt))
            {
                (_signer, _remembered, _residents) = Open();
                _askAgainAt = time.GetMonotonicInstant() + Pause;
            }

            return _signer;
        }
    }

    public RememberedAudit? Remembered => Signer() is null ? null : _remembered;

    public RememberedResidents? Residents => Signer() is null ? null : _residents;

    public void Remember(RememberedAudit audit)
    {
        lock (_gate)
        {
            _remembered = audit;
            try
            {
                if (_signer is { PublicKey: var key } && File.Exists(settings.FullDatabasePath))
                {
                    using var store = ResidentStore.Open(settings.FullDatabasePath, Patience, settings.KeyLocation);
                    store.Remember(audit, key);
                }
            }
            catch (Exception exception) when (exception is StorageException or IOException or UnauthorizedAccessException)
            {
                // What is stored there is older, and as true; it is tried again with the next that is to be remembered.
            }
        }
    }

    /// <summary>The unit's keys were destroyed: the next time, it is the new one's.</summary>
    public void Forget()
    {
        lock (_gate)
        {
            _signer?.Dispose();
            (_signer, _remembered, _residents, _askAgainAt) = (null, null, null, null);
        }
    }

    public void Dispose() => _signer?.Dispose();

    private (UnitSigner?, RememberedAudit?, RememberedResidents?) Open()
    {
        try
        {
            var hasKey = settings.KeyLocation.Credential is not null || File.Exists(settings.KeyLocation.File);
            if (!mayCreate && !(hasKey && File.Exists(settings.FullDatabasePath)))
            {
                return default;
            }

            using var store = File.Exists(settings.FullDatabasePath)
                ? ResidentStore.Open(settings.FullDatabasePath, Patience, settings.KeyLocation)
                : settings.OpenStore();
            return (store.Signer(), store.RememberedAudit(), store.Found()?.State);
        }
        catch (Exception exception) when (exception is StorageException or IOException or UnauthorizedAccessException)
        {
            // The recognition needs the same key, and says what is wrong with it.
            return default;
        }
    }
}
