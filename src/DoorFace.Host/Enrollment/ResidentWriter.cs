using DoorFace.Core.Biometrics;
using DoorFace.Core.Enrollment;
using DoorFace.Device.Time;
using DoorFace.Host.Audit;
using DoorFace.Host.Settings;
using DoorFace.Host.Time;
using DoorFace.Storage;
using Microsoft.Extensions.Logging;

namespace DoorFace.Host.Enrollment;

/// <summary>Stores and erases what an enrolment has decided. Each answer is the input that follows for the machine.</summary>
internal sealed class ResidentWriter(
    StorageSettings storage,
    IdentificationSettings identification,
    ConsentSettings consents,
    AuditStart start,
    AuditLog audit,
    WallClock clock,
    TimeProvider time,
    ILogger<ResidentWriter> logger)
{
    /// <summary>Whether anybody is administrator; true when that cannot be read, so that a broken disk makes nobody the first.</summary>
    public bool HasAdministrator()
    {
        try
        {
            using var store = storage.OpenStore();
            return store.HasAdministrator();
        }
        catch (StorageException fault)
        {
            logger.ResidentsFailed(fault.Message);
            return true;
        }
    }

    public EnrollmentInput Store(EnrollmentCommand.Store order, CaptureSet captures, ModelHash embedder) => Try(store =>
    {
        var references = Enumerable.Range(0, captures.Count).Select(i => new NewReference(embedder, Embedding.FromVector(captures[i]))).ToList();
        var (now, _) = clock.Read();
        var agreedAt = now - (time.GetMonotonicInstant() - order.Consent.At);
        var consent = new Consent(agreedAt, start.Store?.Boot ?? 0, consents.TextVersion, order.Consent.Source);
        var resident = order.Replaces is { } subject
            ? store.ReplaceReferences(subject, references, now, consent, order.Administrator)
            : store.Add(order.Name, references, now, consent, order.Administrator, identification.MostResidents);
        return resident.Id;
    });

    public EnrollmentInput Erase(SubjectId subject) => Try(store =>
    {
        try
        {
            store.Remove(subject);
        }
        catch (StorageException fault) when (fault.Fault == StorageFault.ErasureUnfinished)
        {
            // They are gone for the door; the next start, or the next erasure, finishes it, and 'doorface status' says so until then.
            logger.ResidentsFailed(fault.Message);
        }

        return subject;
    });

    /// <summary>A residents' file that cannot be read any more is deleted.</summary>
    public EnrollmentInput EraseEverything()
    {
        var erased = Try(store =>
        {
            store.RemoveAll();
            return default;
        });
        if (erased is EnrollmentInput.Stored)
        {
            audit.EraseEverything();
        }

        return erased;
    }

    private EnrollmentInput Try(Func<ResidentStore, SubjectId> act)
    {
        try
        {
            using var store = storage.OpenStore();
            return new EnrollmentInput.Stored(act(store));
        }
        catch (Exception fault) when (fault is StorageException or ResidentNameException)
        {
            logger.ResidentsFailed(fault.Message);
            var isFull = fault is StorageException { Fault: StorageFault.GalleryFull };
            return new EnrollmentInput.Failed(isFull ? EnrollmentEnd.GalleryFull : EnrollmentEnd.StorageFailed);
        }
    }
}
