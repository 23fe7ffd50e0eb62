using DoorFace.Core.Audit;
using DoorFace.Core.State;
using DoorFace.Host.Settings;
using DoorFace.Storage;
using DoorFace.Storage.Audit;
using DoorFace.Storage.Inspection;

namespace DoorFace.Host.State;

/// <summary>The unit's state as its files have it: whether they belong together, and what each remembers of the others.</summary>
internal sealed class UnitState(DoorFaceSettings settings)
{
    // A factory reset may be going on while it is looked at.
    private const int MostLooks = 3;

    private StorageSettings Storage => settings.Storage;

    /// <summary>What is in doubt, a sentence each; none when all is well.</summary>
    /// <exception cref="StorageException">A file cannot be looked at now.</exception>
    public IReadOnlyList<string> Review(out StateEvidence evidence)
    {
        for (var looks = 1; ; looks++)
        {
            evidence = StateInspection.Look(Storage.FullDatabasePath, Storage.FullAuditPath, Storage.KeyLocation);
            if (StateReview.Of(evidence) is var doubts && (doubts.Count == 0 || looks == MostLooks))
            {
                return doubts;
            }
        }
    }

    /// <summary>Lets the others remember what the residents' file and the audit are by now, once nothing is in doubt.</summary>
    /// <returns>What the audit has to say of it.</returns>
    /// <exception cref="StorageException">A file cannot be written now; what is remembered is older, and as true.</exception>
    public IReadOnlyList<AuditEvent> Remember(StateEvidence evidence, IAuditSigner signer)
    {
        if (evidence is not { Residents: { } residents, Witness: { } witness })
        {
            return [];
        }

        if (evidence.AuditFile == PartPresence.Known && evidence.AuditRemembers != residents)
        {
            using var audit = AuditStore.OpenForAppending(Storage.FullAuditPath, signer: signer);
            audit.RememberResidents(residents, isAccepted: evidence.AuditRemembers is { } before && before.Unit != residents.Unit);
        }

        var decisive = DecisiveSettings.Of(settings);
        var isLater = evidence.RememberedAudit is { } later && witness.At(later) != witness;
        if (!isLater && decisive.Count == witness.Settings.Count && decisive.All(one => witness.Settings.GetValueOrDefault(one.Key) == one.Value))
        {
            return [];
        }

        using var store = Storage.OpenStore();
        return store.RememberInWitness(decisive, evidence.RememberedAudit) is { Count: > 0 } changed
            ? [new AuditEvent(AuditKind.SettingsChanged, string.Join(", ", changed.Select(name => $"{name} is {decisive.GetValueOrDefault(name, "no more")}")))]
            : [];
    }

    /// <summary>Takes what is there now for the unit's state.</summary>
    /// <param name="signer">Of the audit.</param>
    /// <param name="by">Who says so.</param>
    /// <returns>What the audit has to say of it; null when nothing was in doubt.</returns>
    /// <exception cref="StorageException">The files cannot be used even so: the key is missing, or one is damaged.</exception>
    public AuditEvent? Accept(IAuditSigner signer, string by)
    {
        var doubts = Review(out var evidence);
        if (doubts.Count == 0)
        {
            return null;
        }

        RememberedResidents accepted;
        using (var store = Storage.OpenStoreAnew())
        {
            store.Accept(Math.Max(evidence.Witness?.Residents.Generation ?? 0, evidence.AuditRemembers?.Generation ?? 0));
            accepted = store.Found()!.State;
        }

        if (File.Exists(Storage.FullAuditPath))
        {
            using var audit = AuditStore.OpenForAppending(Storage.FullAuditPath, signer: signer);
            audit.RememberResidents(accepted, isAccepted: true);
        }

        return new AuditEvent(AuditKind.StateAccepted, $"{by}: {accepted}, although: {string.Join(' ', doubts)}");
    }
}
