using DoorFace.Core.Audit;
using DoorFace.Device.Kernel;
using DoorFace.Host.Settings;
using DoorFace.Storage;

namespace DoorFace.Host.Audit;

/// <summary>A command's own entries while the service does not run.</summary>
internal sealed class OfflineAudit(StorageSettings settings, TimeProvider time) : IAdministrationAudit
{
    public void Require()
    {
        if (!File.Exists(settings.FullAuditPath))
        {
            if (!File.Exists(settings.FullDatabasePath))
            {
                return; // Nothing is there to change.
            }

            if (FileOwner.Of(settings.FullDatabasePath).User is var owner && owner != ProcessUser.Id)
            {
                // A new file would belong to whoever asks, and the service could not write it.
                throw new IOException(
                    $"There is no audit yet to keep this in: '{settings.FullAuditPath}' does not exist. Start the service once, or do this as the user with the number {owner}.");
            }
        }

        using var store = AuditStore.OpenForAppending(settings.FullAuditPath);
    }

    public ChainLink? Write(AuditEvent happened)
    {
        using var signer = new AuditSigner(settings, time, mayCreate: false);
        using var store = AuditStore.OpenForAppending(settings.FullAuditPath, signer: signer);
        return store.Append([new AuditRecord(happened, time.GetUtcNow(), TimeSpan.Zero)], null);
    }
}
