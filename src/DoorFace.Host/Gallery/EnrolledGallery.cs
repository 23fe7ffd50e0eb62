using DoorFace.Core.Access;
using DoorFace.Core.Biometrics;
using DoorFace.Storage;
using DoorFace.Storage.Residents;
using DoorFace.Vision.Models;

namespace DoorFace.Host.Gallery;

/// <summary>Everyone who may come in, with the threshold that their number asks for.</summary>
/// <param name="Gallery">One fused reference for each resident.</param>
/// <param name="OperatingPoint">The threshold for this many residents.</param>
/// <param name="Names">The residents' names.</param>
/// <param name="Entitlements">When each of them may enter.</param>
/// <param name="Administrators">Who may allow enrollments.</param>
/// <param name="Warnings">What is wrong with what is stored, each with what to do about it.</param>
public sealed record EnrolledGallery(
    ReferenceGallery Gallery,
    OperatingPoint OperatingPoint,
    IReadOnlyDictionary<SubjectId, string> Names,
    IReadOnlyDictionary<SubjectId, Entitlement> Entitlements,
    IReadOnlySet<SubjectId> Administrators,
    IReadOnlyList<GalleryWarning> Warnings)
{
    /// <summary>Reads the residents. References of another embedder are left out with a warning, never compared.</summary>
    /// <exception cref="StorageException">They cannot be read, or are more than any door takes (<see cref="StorageFault.GalleryFull"/>).</exception>
    public static EnrolledGallery Load(ResidentStore store, ModelDescription embedder, double falsePositiveRate)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(embedder);
        var residents = store.List();
        if (residents.Count > ReferenceGallery.MostSubjects)
        {
            throw new StorageException(
                StorageFault.GalleryFull,
                $"{residents.Count} residents are stored, and no door takes more than {ReferenceGallery.MostSubjects}: remove those who do not live here ('doorface residents remove').");
        }

        var stored = store.LoadReferences();
        try
        {
            return Of(store, embedder, falsePositiveRate, residents, stored);
        }
        finally
        {
            // What is compared with is the gallery's own, which can be overwritten when somebody is erased.
            stored.Clear();
        }
    }

    private static EnrolledGallery Of(
        ResidentStore store, ModelDescription embedder, double falsePositiveRate, IReadOnlyList<Resident> residents, LoadedReferences stored)
    {
        var names = residents.ToDictionary(resident => resident.Id, resident => resident.Name);
        // Two reads: whoever was enrolled between them is taken up with the next change stamp.
        var known = stored.References.Where(reference => names.ContainsKey(reference.Subject)).ToLookup(reference => reference.Embedder == embedder.Hash);
        var (fused, damaged) = Fuse(known[true], embedder, names);
        var foreign = known[false].CountBy(reference => reference.Subject).Select(pair => new GalleryWarning(
            $"{pair.Value} reference(s) of '{names[pair.Key]}' were made by another embedder and are not used: remove the resident and enroll again.", names[pair.Key]));
        GalleryWarning[] unfinished = store.IsErasurePending()
            ? [new("The erasure of a resident is not finished, because another program reads the database: end that program, then start this one again.")]
            : [];
        var gallery = ReferenceGallery.Create(embedder.Hash, fused, store.Rotation(embedder.Outputs[0].Shape[^1]));
        fused.ForEach(reference => reference.Template.Clear());
        return new EnrolledGallery(
            gallery,
            OperatingPoint.For(embedder.ImpostorScores, falsePositiveRate, gallery.SubjectCount),
            names,
            residents.ToDictionary(resident => resident.Id, resident => resident.Entitlement),
            residents.Where(resident => resident.IsAdministrator).Select(resident => resident.Id).ToHashSet(),
            [
                .. residents.Where(resident => resident.Damage is not null).Select(resident => new GalleryWarning(resident.Damage!, resident.Name)),
                .. stored.Damaged.Select(reference => new GalleryWarning(reference.Reason, reference.ResidentName)),
                .. damaged, .. foreign, .. unfinished,
            ]);
    }

    // The mean of each resident's references: fusing both sides is what makes the comparison accurate, see the embedder's model card.
    // Those that no embedder can have made lock out their resident, and nobody else.
    private static (List<BiometricReference> Fused, List<GalleryWarning> Damaged) Fuse(
        IEnumerable<BiometricReference> references, ModelDescription embedder, Dictionary<SubjectId, string> names)
    {
        var (fused, damaged) = (new List<BiometricReference>(), new List<GalleryWarning>());
        foreach (var group in references.GroupBy(reference => reference.Subject))
        {
            var (templates, dimension) = (group.Select(reference => reference.Template).ToList(), embedder.Outputs[0].Shape[^1]);
            Embedding? template = null;
            var objection = templates.Find(made => made.Dimension != dimension) is { } other
                ? $"There are {other.Dimension} features, the embedder makes {dimension}."
                : Embedding.TryFuse(templates, out template) ? null : "They cancel one another out.";
            if (template is not null)
            {
                fused.Add(group.First() with { Template = template });
            }
            else
            {
                damaged.Add(new GalleryWarning(
                    $"The references of '{names[group.Key]}' do not belong together and are not used: remove the resident and enroll again. {objection}", names[group.Key]));
            }
        }

        return (fused, damaged);
    }
}
