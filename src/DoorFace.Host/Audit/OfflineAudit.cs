using DoorFace.Core.Audit;
using DoorFace.Core.Biometrics;
using DoorFace.Device.Kernel;
using DoorFace.Host.Settings;
using DoorFace.Storage;
using DoorFace.Storage.Audit;
using DoorFace.Storage.Keys;

namespace DoorFace.Host.Audit;

/// <summary>A command's own entries while the service does not run.</summary>
/// <param name="settings">Where the files are.</param>
/// <param name="time">Stamps the entries.</param>
/// <param name="say">Tells whoever runs the command.</param>
internal sealed class OfflineAudit(StorageSettings settings, TimeProvider time, Action<string> say) : IAdministrationAudit
{
    // What this command was shown: a long answer is asked for in pages.
    private readonly HashSet<string> _looked = [];

    public void Require()
    {
        if (!File.Exists(settings.FullAuditPath))
        {
            if (!File.Exists(settings.FullDatabasePath))
            {
                return; // Nothing is there to change.
            }

            if (FileOwner.Of(settings.FullDatabasePath).User is var owner && owner != ProcessUser.EffectiveId)
            {
                // A new file would belong to whoever asks, and the service could not write it.
                throw new IOException(
                    $"There is no audit yet to keep this in: '{settings.FullAuditPath}' does not exist. Start the service once, or do this as the user with the number {owner}.");
            }
        }

        using var store = AuditStore.OpenForAppending(settings.FullAuditPath);
    }

    public void Look(string at, string by, SubjectId? subject = null)
    {
        if (!_looked.Add(at))
        {
            return;
        }

        try
        {
            Require();
            Write(new AuditEvent(AuditKind.DataViewed, $"{at}, {by}", subject));
        }
        catch (Exception fault) when (fault is StorageException or IOException or UnauthorizedAccessException)
        {
            // Who could read the files anyway, and is wanted most when something is broken.
            say($"That you looked is kept nowhere: {fault.Message}");
        }
    }

    public ChainLink? Write(AuditEvent happened)
    {
        if (happened.Kind == AuditKind.DataExported)
        {
            _looked.Add(IAdministrationAudit.ExportLook);
        }

        using var signer = new AuditSigner(settings, time, mayCreate: false);
        using var store = AuditStore.OpenForAppending(settings.FullAuditPath, signer: signer);
        return store.Append([new AuditRecord(happened, time.GetUtcNow(), TimeSpan.Zero)], null);
    }
}
