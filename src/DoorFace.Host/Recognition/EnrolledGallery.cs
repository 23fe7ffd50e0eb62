using DoorFace.Core.Biometrics;
using DoorFace.Storage;
using DoorFace.Vision.Models;

namespace DoorFace.Host.Recognition;

/// <summary>Everyone who may come in, with the threshold that their number asks for.</summary>
/// <param name="Gallery">One fused reference for each resident.</param>
/// <param name="OperatingPoint">The threshold for this many residents.</param>
/// <param name="Names">The residents' names.</param>
/// <param name="Warnings">Stored references that are not used, each with what to do about it.</param>
public sealed record EnrolledGallery(
    ReferenceGallery Gallery, OperatingPoint OperatingPoint, IReadOnlyDictionary<SubjectId, string> Names, IReadOnlyList<string> Warnings)
{
    /// <summary>Reads the residents. References of another embedder are left out with a warning, never compared.</summary>
    public static EnrolledGallery Load(ResidentStore store, ModelDescription embedder, double falsePositiveRate)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(embedder);
        var names = store.List().ToDictionary(resident => resident.Id, resident => resident.Name);
        var stored = store.LoadReferences();
        var usable = stored.References.Where(reference => reference.Embedder == embedder.Hash).ToList();
        var foreign = stored.References.Where(reference => reference.Embedder != embedder.Hash).CountBy(reference => reference.Subject).Select(pair =>
            $"{pair.Value} reference(s) of {names[pair.Key]} were made by another embedder and are not used: remove the resident and enrol again.");
        var gallery = ReferenceGallery.CreateFused(embedder.Hash, usable);
        return new EnrolledGallery(
            gallery,
            OperatingPoint.For(embedder.ImpostorScores, falsePositiveRate, gallery.SubjectCount),
            names,
            [.. stored.Damaged.Select(damaged => damaged.Reason), .. foreign]);
    }
}
