using DoorFace.Host.Enrollment;
using DoorFace.Host.Settings;
using DoorFace.Storage;
using DoorFace.Vision.Models;
using Microsoft.Extensions.Logging;

namespace DoorFace.Host.Recognition;

/// <summary>The gallery as it is now: read again when another process has enrolled or removed somebody.</summary>
public sealed class GalleryMonitor(ResidentStore store, ModelCatalog models, DoorFaceSettings settings, EnrollmentInbox enrollment, ILogger<GalleryMonitor> logger)
{
    private EnrolledGallery? _gallery;
    private long _stamp;

    /// <summary>The current gallery; costs one small query while nothing has changed.</summary>
    /// <exception cref="StorageException">The database cannot be read.</exception>
    public EnrolledGallery Current()
    {
        var stamp = store.ChangeStamp();
        if (_gallery is null || stamp != _stamp)
        {
            _gallery = EnrolledGallery.Load(store, models[ModelRole.Embedder], settings.Identification.FalsePositiveRate);
            _stamp = stamp;
            enrollment.PostResidentsChanged();
            logger.GalleryLoaded(_gallery.Gallery.SubjectCount, _gallery.OperatingPoint.Threshold);
            foreach (var warning in _gallery.Warnings)
            {
                logger.ReferencesUnused(warning);
            }
        }

        return _gallery;
    }
}
