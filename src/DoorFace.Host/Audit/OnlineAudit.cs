using DoorFace.Core.Audit;
using DoorFace.Core.Biometrics;
using DoorFace.Host.Settings;
using DoorFace.Storage;
using DoorFace.Storage.Audit;

namespace DoorFace.Host.Audit;

/// <summary>
/// Administrators' acts beside the service's own entries, stored at once for the sake of receipts. While the file cannot be written, they wait with
/// all the others.
/// </summary>
internal sealed class OnlineAudit(StorageSettings settings, AuditLog log, AuditSigner signer) : IAdministrationAudit
{
    // It keeps entries in memory when it cannot store them.
    public void Require()
    {
    }

    public void Look(string at, string by, SubjectId? subject = null) => log.Write([new AuditEvent(AuditKind.DataViewed, $"{at}, {by}", subject)]);

    public ChainLink? Write(AuditEvent happened)
    {
        try
        {
            using var store = AuditStore.OpenForAppending(settings.FullAuditPath, signer: signer);
            return store.Append([log.Stamp(happened)], null);
        }
        catch (StorageException)
        {
            log.Write([happened]);
            return null;
        }
    }
}
