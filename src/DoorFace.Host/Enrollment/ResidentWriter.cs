using DoorFace.Core.Biometrics;
using DoorFace.Core.Enrollment;
using DoorFace.Device.Time;
using DoorFace.Host.Audit;
using DoorFace.Host.Gallery;
using DoorFace.Host.Settings;
using DoorFace.Host.State;
using DoorFace.Host.Supervision;
using DoorFace.Host.Time;
using DoorFace.Storage;
using DoorFace.Storage.Residents;
using Microsoft.Extensions.Logging;

namespace DoorFace.Host.Enrollment;

/// <summary>Stores and erases what an enrollment has decided. Each answer is the input that follows for the machine.</summary>
internal sealed class ResidentWriter(
    StorageSettings storage,
    ResidentsFile file,
    IdentificationSettings identification,
    ConsentSettings consents,
    AuditLog audit,
    StateGuard guard,
    WallClock clock,
    TimeProvider time,
    LoadedGallery loaded,
    ILogger<ResidentWriter> logger)
{
    private static readonly TimeSpan LongestErasure = TimeSpan.FromSeconds(20);

    /// <summary>Who is enrolled; in doubt while that cannot be read or the unit's files do not belong together, so that nobody becomes the first by it.</summary>
    public Household Household()
    {
        if (guard.Doubts.Count > 0)
        {
            return Core.Enrollment.Household.InDoubt;
        }

        try
        {
            using var store = storage.OpenStore();
            return store.Household(time.GetUtcNow());
        }
        catch (StorageException fault)
        {
            logger.ResidentsFailed(fault.Message);
            return Core.Enrollment.Household.InDoubt;
        }
    }

    /// <summary>Whether a resident has this name.</summary>
    /// <exception cref="ResidentNameException">Nobody can have it.</exception>
    /// <exception cref="StorageException">The residents cannot be read.</exception>
    public bool IsTaken(string name)
    {
        using var store = storage.OpenStore();
        return store.Find(name) is not null;
    }

    /// <summary>What a resident is called; null when that cannot be read, or they are gone.</summary>
    public string? NameOf(SubjectId subject)
    {
        try
        {
            using var store = storage.OpenStore();
            return store.List().SingleOrDefault(resident => resident.Id == subject)?.Name;
        }
        catch (StorageException fault)
        {
            logger.ResidentsFailed(fault.Message);
            return null;
        }
    }

    public EnrollmentInput Store(EnrollmentCommand.Store order, CaptureSet captures, ModelHash embedder) => Try(store =>
    {
        var references = Enumerable.Range(0, captures.Count).Select(i => new NewReference(embedder, Embedding.FromVector(captures[i]))).ToList();
        try
        {
            if (!guard.Look())
            {
                throw new StorageException(StorageFault.StateInDoubt, $"Nobody is enrolled. {string.Join(' ', guard.Doubts)}");
            }

            var (now, _) = clock.Read();
            var agreedAt = now - (time.GetMonotonicInstant() - order.Consent.At);
            var consent = new Consent(agreedAt, audit.Boot, consents.TextVersion, order.Consent.Source);
            if (order.Replaces is not { } subject)
            {
                return store.Add(order.Name, references, now, consent, order.Administrator, identification.MostResidents).Id;
            }

            Finish(() => store.ReplaceReferences(subject, references, now, consent, order.Administrator));
            return subject;
        }
        finally
        {
            // Stored are others, turned and sealed; of somebody who was not stored, nothing is to be left.
            references.ForEach(reference => reference.Template.Clear());
        }
    });

    public EnrollmentInput Erase(SubjectId subject) => Try(store =>
    {
        Finish(() => store.Remove(subject));
        return subject;
    });

    /// <summary>Erases everybody and the audit. A residents' file that cannot be read any more is deleted, with its key.</summary>
    public EnrollmentInput EraseEverything()
    {
        var erased = Try(() =>
        {
            try
            {
                using var store = storage.OpenStore();
                Finish(() => store.RemoveAll());
            }
            catch (StorageException fault) when (fault.Fault is StorageFault.Corrupt or StorageFault.NotADatabase)
            {
                logger.ResidentsFailed(fault.Message);
                ResidentStore.Delete(storage.FullDatabasePath, storage.KeyLocation);
                file.Replace();
                Finish(() => { });
            }

            return default;
        });
        if (erased is not EnrollmentInput.Stored || audit.EraseEverything().Wait(LongestErasure))
        {
            LookAgain();
            return erased;
        }

        // It goes on waiting to be erased while the service runs; but nobody is told that it is gone while it is not.
        logger.AuditNotErased(LongestErasure);
        return new EnrollmentInput.Failed(EnrollmentEnd.StorageFailed);
    }

    /// <summary>What was in doubt may have been erased.</summary>
    private void LookAgain()
    {
        try
        {
            guard.Look();
        }
        catch (StorageException fault)
        {
            logger.ResidentsFailed(fault.Message);
        }
    }

    /// <summary>
    /// Overwrites in memory, too, what is changed in the file. It holds when only the old templates are still in the file: the next start, or the next erasure, finishes that, and
    /// <c>doorface status</c> says so until then.
    /// </summary>
    private void Finish(Action change)
    {
        foreach (var part in (Action[])[change, loaded.Forget])
        {
            try
            {
                part();
            }
            catch (StorageException fault) when (fault.Fault == StorageFault.ErasureUnfinished)
            {
                logger.ResidentsFailed(fault.Message);
            }
        }
    }

    private EnrollmentInput Try(Func<ResidentStore, SubjectId> act) => Try(() =>
    {
        using var store = storage.OpenStore();
        return act(store);
    });

    private EnrollmentInput Try(Func<SubjectId> act)
    {
        try
        {
            return new EnrollmentInput.Stored(act());
        }
        catch (Exception fault) when (fault is StorageException or ResidentNameException)
        {
            logger.ResidentsFailed(fault.Message);
            var isFull = fault is StorageException { Fault: StorageFault.GalleryFull };
            return new EnrollmentInput.Failed(isFull ? EnrollmentEnd.GalleryFull : EnrollmentEnd.StorageFailed);
        }
    }
}
