using DoorFace.Core.Audit;
using DoorFace.Core.Biometrics;
using DoorFace.Core.Keys;
using DoorFace.Host.Audit;
using DoorFace.Host.Audit.Export;
using DoorFace.Host.Settings;
using DoorFace.Storage;
using DoorFace.Storage.Audit;

namespace DoorFace.Host.Control;

/// <summary>What can be asked of the audit, by way of the running service or, while none runs, by a command. The files are the same.</summary>
internal sealed class AuditHandlers(StorageSettings settings, IAdministrationAudit administration, AuditSigner signer) : IControlHandlers
{
    /// <summary>Entries that one call gives at most.</summary>
    public const int Page = 200;

    public IEnumerable<ControlHandler> Handlers =>
    [
        ControlHandler.Immediate(ControlCommands.ShowAudit, call => Show(call.Request, call.By)),
        ControlHandler.Immediate(ControlCommands.VerifyAudit, call => [Verify(call.Request)]),
        ControlHandler.Immediate(ControlCommands.ExportAudit, Export),
    ];

    /// <summary>A page with names, the newest first.</summary>
    private ControlReply[] Show(ControlRequest request, string by)
    {
        using var audit = Open();
        var names = Names(out var unnamed);
        ControlReply[] page =
        [
            .. audit.Read(Math.Clamp(request.Most ?? Page, 1, Page), request.Before).Select(entry => new ControlReply(true, "") { Entry = AuditAnswer.Of(entry, names) }),
            new ControlReply(true, unnamed) { Entries = audit.Count(), Evicted = audit.Evicted() is { Count: > 0 } evicted ? string.Join(' ', evicted) : null },
        ];
        // After it: whoever looks sees what was before they did.
        administration.Look("audit show", by);
        return page;
    }

    private ControlReply Verify(ControlRequest request)
    {
        UnitPublicKey? key;
        try
        {
            key = request.PublicKey is { } given ? UnitPublicKey.FromPem(given) : signer.Signer()?.PublicKey;
        }
        catch (FormatException exception)
        {
            return new ControlReply(false, $"Not a valid public key: {exception.Message}");
        }

        // Before the audit is read, and once: the first entry may be sealed meanwhile, and an audit that was still empty would be missed.
        var remembered = signer.Remembered;
        if (remembered is not null && !File.Exists(settings.FullAuditPath))
        {
            return new ControlReply(false, $"The audit is gone: '{settings.FullAuditPath}' does not exist, though the unit had sealed it up to entry {remembered.Link.Sequence}.");
        }

        using var audit = Open();
        var verdict = AuditVerdict.Of(audit.Verify(key, remembered), key is not null);
        if (signer.Signer() is not null && remembered is null)
        {
            verdict = verdict.BeforeFirstEntry();
        }

        return new ControlReply(verdict.Sound, verdict.Describe()) { Verdict = verdict };
    }

    /// <summary>A page without names, the oldest first: an export is kept elsewhere, where no name could be erased.</summary>
    private IEnumerable<ControlReply> Export(ControlCall call)
    {
        using var audit = Open();
        var after = call.Request.After ?? 0;
        if (after > 0)
        {
            // The rest of an export, or a caller who asks for nothing else.
            administration.Look(IAdministrationAudit.ExportLook, call.By);
        }
        else
        {
            administration.Require();
            administration.Write(new AuditEvent(AuditKind.DataExported, $"audit, {call.By}"));
        }

        var page = audit.ReadPage(after, Page);
        return
        [
            .. ExportedAudit.Lines(page, isFirst: after <= 0, isLast: page.Entries.Count < Page).Select(line => new ControlReply(true, "") { Line = line }),
            new ControlReply(true, "") { Entries = audit.Count() },
        ];
    }

    private AuditStore Open() => File.Exists(settings.FullAuditPath)
        ? AuditStore.OpenForReading(settings.FullAuditPath)
        // Not made here: it would belong to whoever asks, and not to the service.
        : throw new NoAuditException(settings.FullAuditPath);

    // Null when the residents cannot be read: the audit is wanted most when something is broken.
    private Dictionary<SubjectId, string>? Names(out string problem)
    {
        problem = "";
        try
        {
            if (!File.Exists(settings.FullDatabasePath))
            {
                problem = "Residents are shown by their ids: there is no file of them.";
                return null;
            }

            using var store = settings.OpenStore();
            return store.List().ToDictionary(resident => resident.Id, resident => resident.Name);
        }
        catch (StorageException exception)
        {
            problem = $"Residents are shown by their ids: {exception.Message}";
            return null;
        }
    }
}
