using System.Numerics.Tensors;

namespace DoorFace.Core.Biometrics;

/// <summary>
/// Everyone who may come in, in memory, for one-to-many search. Immutable until it is cleared; a change of residents makes a new one.
/// All features lie in one block that never moves, so that a search is one pass over memory and allocates nothing, and to clear it leaves no copy.
/// </summary>
public sealed class ReferenceGallery
{
    /// <summary>Subjects at most, whatever is configured: this is for the door of a home, not for finding faces in a crowd.</summary>
    public const int MostSubjects = 1000;

    private const int MostOnStack = 2048;

    private readonly float[] _features;
    private readonly SubjectId[] _subjects;
    private readonly KeyedRotation? _rotation;
    private readonly Lock _gate = new();
    private bool _isCleared;

    private ReferenceGallery(ModelHash embedder, int dimension, float[] features, SubjectId[] subjects, KeyedRotation? rotation)
    {
        _rotation = rotation;
        Embedder = embedder;
        Dimension = dimension;
        _features = features;
        _subjects = subjects;
        SubjectCount = subjects.Distinct().Count();
    }

    /// <summary>The model that made every reference here and must make every probe.</summary>
    public ModelHash Embedder { get; }

    /// <summary>Features of one reference; 0 while the gallery is empty.</summary>
    public int Dimension { get; }

    public int ReferenceCount => _subjects.Length;

    public int SubjectCount { get; }

    /// <summary>Whether it can be searched no more.</summary>
    public bool IsCleared
    {
        get
        {
            lock (_gate)
            {
                return _isCleared;
            }
        }
    }

    /// <summary>Builds a gallery with a row for each reference.</summary>
    /// <param name="embedder">The model that made them.</param>
    /// <param name="references">With templates as they are stored: turned by the rotation, if there is one.</param>
    /// <param name="rotation">What every probe is turned by before it is compared; null when the templates are the features themselves.</param>
    /// <exception cref="ArgumentException">
    /// A reference was made by another embedder or has another dimension, or they are of more than <see cref="MostSubjects"/>.
    /// </exception>
    public static ReferenceGallery Create(ModelHash embedder, IEnumerable<BiometricReference> references, KeyedRotation? rotation = null)
    {
        ArgumentNullException.ThrowIfNull(references);
        var list = references.ToList();
        var dimension = list.Count == 0 ? 0 : list[0].Template.Dimension;
        var features = GC.AllocateArray<float>(list.Count * dimension, pinned: true);
        for (var i = 0; i < list.Count; i++)
        {
            var reference = list[i];
            if (reference.Embedder != embedder)
            {
                throw new ArgumentException(
                    $"Reference {reference.Id} was made by embedder {reference.Embedder.Prefix}, this gallery holds {embedder.Prefix}: enroll the resident again.",
                    nameof(references));
            }

            if (reference.Template.Dimension != dimension)
            {
                throw new ArgumentException(
                    $"Reference {reference.Id} has {reference.Template.Dimension} features, the others have {dimension}.", nameof(references));
            }

            reference.Template.Values.CopyTo(features.AsSpan(i * dimension));
        }

        var gallery = new ReferenceGallery(embedder, dimension, features, [.. list.Select(r => r.Subject)], rotation);
        return gallery.SubjectCount <= MostSubjects
            ? gallery
            : throw new ArgumentException($"There are {gallery.SubjectCount} residents; a door takes {MostSubjects} at most.", nameof(references));
    }

    /// <summary>The subject whose best reference is most like the probe; null only while nobody is enrolled.</summary>
    /// <param name="probe">A unit vector of <see cref="Dimension"/> features made by <see cref="Embedder"/>.</param>
    /// <exception cref="ArgumentException">The probe has another dimension.</exception>
    /// <exception cref="ClearedGalleryException">It was cleared: not to be taken for one in which nobody is.</exception>
    public Candidate? Search(ReadOnlySpan<float> probe)
    {
        lock (_gate)
        {
            return _isCleared ? throw new ClearedGalleryException() : SearchRows(probe);
        }
    }

    /// <summary>Overwrites every feature, when somebody of them is erased; a search that is going on is waited for. From any thread.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _isCleared = true;
            Array.Clear(_features);
        }
    }

    private Candidate? SearchRows(ReadOnlySpan<float> probe)
    {
        if (_subjects.Length == 0)
        {
            return null;
        }

        if (probe.Length != Dimension)
        {
            throw new ArgumentException($"The probe has {probe.Length} features, the gallery {Dimension}.", nameof(probe));
        }

        Span<float> turned = _rotation is null ? [] : Dimension <= MostOnStack ? stackalloc float[Dimension] : new float[Dimension];
        _rotation?.Turn(probe, turned);
        var features = _rotation is null ? probe : turned;

        // The best row belongs to the best subject: a subject's score is the maximum over their rows.
        var best = 0;
        var bestScore = float.NegativeInfinity;
        for (var i = 0; i < _subjects.Length; i++)
        {
            var score = TensorPrimitives.Dot(features, _features.AsSpan(i * Dimension, Dimension));
            if (score > bestScore)
            {
                (best, bestScore) = (i, score);
            }
        }

        turned.Clear();
        return new Candidate(_subjects[best], new ComparisonScore(bestScore));
    }
}
