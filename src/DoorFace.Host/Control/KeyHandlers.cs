using DoorFace.Core.Audit;
using DoorFace.Host.Audit;
using DoorFace.Host.Gallery;
using DoorFace.Host.Keys;
using DoorFace.Host.Settings;
using DoorFace.Storage;
using DoorFace.Storage.Residents;

namespace DoorFace.Host.Control;

/// <summary>What can be asked of the unit's key, by way of the running service or, while none runs, by a command. The files are the same.</summary>
internal sealed class KeyHandlers(StorageSettings settings, IAdministrationAudit audit, LoadedGallery loaded) : IControlHandlers
{
    public IEnumerable<ControlHandler> Handlers =>
    [
        ControlHandler.Immediate(ControlCommands.ShowKey, _ => [Show()]),
        ControlHandler.Immediate(ControlCommands.RotateKey, call => [Rotate(call.By)]),
        ControlHandler.Immediate(ControlCommands.RenewTemplates, call => [Renew(call.By)]),
    ];

    private ControlReply Show()
    {
        using var store = settings.OpenStore();
        using var signer = store.Signer();
        var path = store.KeyPath();
        return new ControlReply(true, "") { Key = KeyAnswer.Of(path, path == settings.KeyLocation.Credential, signer.PublicKey) };
    }

    private ControlReply Rotate(string by)
    {
        Change(AuditKind.KeyRotated, by, store => store.RotateKey());
        return new ControlReply(true, $"The key was replaced; the new one is in '{settings.KeyLocation.File}'.{Advice()}");
    }

    private ControlReply Renew(string by)
    {
        var residents = 0;
        Change(AuditKind.TemplatesRenewed, by, store =>
        {
            store.RenewTemplates();
            loaded.Forget();
            residents = store.List().Count;
        });
        return new ControlReply(true, $"The templates of {residents} resident(s) are renewed. Copies of the old ones compare with nothing any more.");
    }

    private void Change(AuditKind kind, string by, Action<ResidentStore> change)
    {
        audit.Require();
        using var store = settings.OpenStore();
        try
        {
            change(store);
        }
        catch (StorageException unfinished) when (unfinished.Fault == StorageFault.ErasureUnfinished)
        {
            audit.Write(new AuditEvent(kind, $"{by}; the file is not yet cleaned"));
            throw;
        }

        audit.Write(new AuditEvent(kind, by));
    }

    // A credential can only be made by root, outside of the service.
    private string Advice() => settings.KeyLocation.Credential is null
        ? ""
        : " It lies there as a plain file until it is sealed again: run 'sudo /usr/lib/doorface/install.sh --seal-key'.";
}
