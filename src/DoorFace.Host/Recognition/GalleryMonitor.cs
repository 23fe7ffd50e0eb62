using DoorFace.Host.Gallery;
using DoorFace.Host.Messaging;
using DoorFace.Host.Settings;
using DoorFace.Host.State;
using DoorFace.Host.Supervision;
using DoorFace.Storage;
using DoorFace.Storage.Residents;
using DoorFace.Vision.Models;
using Microsoft.Extensions.Logging;

namespace DoorFace.Host.Recognition;

/// <summary>The gallery as it is now: read again when another process has enrolled or removed somebody.</summary>
internal sealed class GalleryMonitor(ResidentStore store, ModelCatalog models, DoorFaceSettings settings, EnrollmentInbox enrollment, ResidentsFile file, LoadedGallery loaded, StateGuard guard, ILogger<GalleryMonitor> logger)
{
    private EnrolledGallery? _gallery;
    private readonly int _file = file.Number;
    private long _stamp;

    /// <summary>The current gallery; costs one small query while nothing has changed.</summary>
    /// <exception cref="StorageException">The database cannot be read, or is not the residents' any more.</exception>
    public EnrolledGallery Current()
    {
        if (file.Number != _file)
        {
            throw new StorageException(StorageFault.Failed, "The residents' file is deleted, and is opened anew.");
        }

        var stamp = store.ChangeStamp();
        if (_gallery is null || stamp != _stamp || _gallery.Gallery.IsCleared)
        {
            // First: a file that is not the unit's opens nothing, whoever is in it.
            guard.Look();
            _gallery = loaded.Load(() => EnrolledGallery.Load(store, models[ModelRole.Embedder], settings.Identification.FalsePositiveRate));
            _stamp = stamp;
            enrollment.PostResidentsChanged();
            logger.GalleryLoaded(_gallery.Gallery.SubjectCount, _gallery.OperatingPoint.Threshold);
            foreach (var warning in _gallery.Warnings)
            {
                logger.ReferencesUnused(warning.WithoutName);
            }
        }

        return _gallery;
    }

    /// <summary>Overwrites it, while nobody is looked at.</summary>
    public void Forget() => loaded.Forget();
}
