using DoorFace.Core.Access;
using DoorFace.Core.Audit;
using DoorFace.Core.Enrollment;
using DoorFace.Host.Audit;
using DoorFace.Host.Gallery;
using DoorFace.Storage;
using DoorFace.Storage.Residents;

namespace DoorFace.Host.Residents;

/// <summary>
/// What administrators do with residents, by the running service or, while none runs, by a command: the same acts on the same files. Each opens the
/// residents for itself, and the audit keeps who asked. Every method throws <see cref="StorageException"/> when a file fails,
/// <see cref="UnknownResidentException"/> when nobody has the name and <see cref="ResidentNameException"/> when nobody can have it.
/// </summary>
/// <param name="open">Opens the residents.</param>
/// <param name="audit">Keeps what was done.</param>
/// <param name="time">Stamps receipts.</param>
/// <param name="loaded">What this process has of the residents in memory.</param>
internal sealed class ResidentAdministration(Func<ResidentStore> open, IAdministrationAudit audit, TimeProvider time, LoadedGallery loaded)
{
    /// <summary>Everyone, by name; the audit keeps who looked.</summary>
    public IReadOnlyList<Resident> List(string by)
    {
        using var store = open();
        var residents = store.List();
        audit.Look("residents list", by);
        return residents;
    }

    /// <summary>What is stored about a resident; the audit keeps who looked.</summary>
    public PersonRecord Show(string name, string by) => With(name, (store, resident) =>
    {
        audit.Look("residents show", by, resident.Id);
        return RecordOf(store, resident);
    });

    /// <summary>Whether a resident is administrator.</summary>
    public bool IsAdministrator(string name) => With(name, (_, resident) => resident.IsAdministrator);

    /// <summary>As <see cref="Show"/>, given to the person: the audit keeps that it was.</summary>
    public PersonRecord Export(string name, string by) => With(name, (store, resident) =>
    {
        audit.Require();
        audit.Write(new AuditEvent(AuditKind.DataExported, by, resident.Id));
        return RecordOf(store, resident);
    });

    public Resident Rename(string name, string newName, string by) => Act(name, AuditKind.ResidentRenamed, by, (store, resident) => store.Rename(resident.Id, newName));

    /// <param name="name">Who.</param>
    /// <param name="entitlement">When they may enter; whether they are suspended is not changed by it.</param>
    /// <param name="said">The same in words, for the audit.</param>
    /// <param name="by">Who says so.</param>
    public Resident Schedule(string name, Entitlement entitlement, string said, string by) =>
        Act(name, AuditKind.ResidentScheduled, $"{by}: {said}", (store, resident) => store.SetEntitlement(resident.Id, entitlement));

    public Resident Suspend(string name, bool suspended, string by) => Act(
        name, suspended ? AuditKind.ResidentSuspended : AuditKind.ResidentResumed, by, (store, resident) => store.SetSuspended(resident.Id, suspended));

    public Resident Appoint(string name, bool administrator, string by) => Act(
        name, administrator ? AuditKind.AdministratorAppointed : AuditKind.AdministratorDismissed, by, (store, resident) => store.SetAdministrator(resident.Id, administrator));

    /// <summary>Who is enrolled, as far as that decides who may enroll.</summary>
    public Household Household()
    {
        using var store = open();
        return store.Household(time.GetUtcNow());
    }

    /// <summary>Erases a resident with all that is stored of them.</summary>
    /// <exception cref="StorageException">
    /// <see cref="StorageFault.ErasureUnfinished"/>: the resident is removed, and the audit says so, but traces may be left in the file until the next start.
    /// </exception>
    public ErasureReceipt Remove(string name, string by) => With(name, (store, resident) =>
    {
        audit.Require();
        var consents = store.Consents(resident.Id).Count;
        try
        {
            store.Remove(resident.Id);
            loaded.Forget();
        }
        catch (StorageException unfinished) when (unfinished.Fault == StorageFault.ErasureUnfinished)
        {
            audit.Write(new AuditEvent(AuditKind.ResidentErased, $"{by}; the file is not yet cleaned", resident.Id));
            loaded.Forget();
            throw;
        }

        var erasedAt = time.GetUtcNow();
        var entry = audit.Write(new AuditEvent(AuditKind.ResidentErased, by, resident.Id));
        return new ErasureReceipt(
            resident.Name, resident.Id.ToString(), resident.ReferenceCount, consents, resident.EnrolledAt, erasedAt, entry?.Sequence, entry?.Hash.ToString());
    });

    private static PersonRecord RecordOf(ResidentStore store, Resident resident) => new(
        ResidentAnswer.Of(resident), store.Consents(resident.Id), store.ReferenceDates(resident.Id), PersonRecord.WhyNoTemplate);

    /// <summary>Changes a resident; gives them as they were.</summary>
    private Resident Act(string name, AuditKind kind, string detail, Action<ResidentStore, Resident> act) => With(name, (store, resident) =>
    {
        audit.Require();
        act(store, resident);
        audit.Write(new AuditEvent(kind, detail, resident.Id));
        return resident;
    });

    private T With<T>(string name, Func<ResidentStore, Resident, T> act)
    {
        using var store = open();
        return act(store, store.Find(name) ?? throw new UnknownResidentException(name));
    }
}
